# The tests that fail under Wine and pass on Windows, each with what Wine does otherwise.
@{
    'Set-PerfStore.gives a file to its owner alone, whatever the folder above says'   = 'Wine keeps an access list as the mode of a Linux file, and forgets that it inherits nothing'
    'Set-PerfStore.gives a folder to its owner alone, whatever the folder above says' = 'Wine keeps an access list as the mode of a Linux file, and forgets that it inherits nothing'
    'The help.has an example that runs: Measure-PerfOperation, Example 5: The statistics of twenty runs' = 'There is no git for Windows in it'
    'Start-PerfDashboard.returns a dashboard that answers, to those who have its token' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Start-PerfDashboard.shows a store that does not exist yet, and makes none' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Start-PerfDashboard.listens on the port that was asked for, once' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Start-PerfDashboard.tells the token that was given to nobody' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Start-PerfDashboard.lets others reach it only with a token that was given' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Get-PerfDashboard and Stop-PerfDashboard.find one from another session, and end it' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Get-PerfDashboard and Stop-PerfDashboard.forget one that was killed' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'Get-PerfDashboard and Stop-PerfDashboard.complete its number' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'The help.has an example that runs: Start-PerfDashboard, Example 1: Look at it' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'The help.has an example that runs: Start-PerfDashboard, Example 2: The address, where there is no browser' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'The help.has an example that runs: Start-PerfDashboard, Example 3: For a team, until it is stopped' = 'There is no ASP.NET Core for Windows in it, and no dotnet.exe'
    'PerfTracking.MachineTests.ProcessProbeTests.Handles_that_are_opened_are_counted_where_the_system_counts_them' = 'Wine tells 0 handles, whatever is open'
    'PerfTracking.MachineTests.Windows.WindowsProgramRunTests.A_program_alone_tells_its_peak_memory_and_one_that_starts_others_tells_how_many' = 'Wine counts no processes of a job, and knows no memory of a process that has ended'
}
