BeforeDiscovery {
    $modulePath = if ($env:PERFTRACKING_MODULE) { $env:PERFTRACKING_MODULE } else { Join-Path $PSScriptRoot '../../out/PerfTracking' }
    $cmdlets = (Import-PowerShellDataFile (Join-Path $modulePath 'PerfTracking.psd1')).CmdletsToExport

    # A module that was built without its help pages has none to test.
    $noHelp = -not (Test-Path (Join-Path $modulePath 'en-US/PerfTracking.Cmdlets.dll-Help.xml'))
    $noTopic = -not (Test-Path (Join-Path $modulePath 'en-US/about_PerfTracking.help.txt'))
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'Get-Help <_>' -ForEach $cmdlets -Skip:$noHelp {
    BeforeAll {
        $command = Get-Command $_
        $help = Get-Help $_ -Full
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
    }

    It 'has a synopsis that was written' {
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis.Trim() | Should -Not -BeLike "*$($command.Name) ``[*"
    }

    It 'has a description' {
        ($help.Description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'has examples that name it, with remarks' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterThan 0
        ($examples.code -join "`n") | Should -BeLike "*$($command.Name)*"
        Get-Help $command.Name -Examples | Out-String | Should -BeLike "*$($command.Name)*"
    }

    It 'has examples that PowerShell can parse, with parameters that exist' {
        foreach ($example in $help.examples.example) {
            # What the code prints follows it behind a blank line, and code may have blank lines too: the longest part
            # that parses is the code.
            $paragraphs = $example.code.Trim() -split '\r?\n\r?\n'
            $trees = foreach ($count in 1..$paragraphs.Count) {
                $problems = $null
                $tree = [Management.Automation.Language.Parser]::ParseInput($paragraphs[0..($count - 1)] -join "`n`n", [ref] $null, [ref] $problems)
                if (-not $problems) { $tree }
            }

            $trees | Should -Not -BeNullOrEmpty -Because $example.code
            foreach ($call in @($trees)[-1].FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                $called = Get-Command -Module PerfTracking -Name "$($call.GetCommandName())" -ErrorAction Ignore
                if ($called) {
                    $named = $call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }
                    $named | Where-Object { -not ($called.Parameters.Keys -like "$($_.ParameterName)*") } | Should -BeNullOrEmpty -Because $call.Extent.Text
                }
            }
        }
    }

    It 'describes every parameter, and none that does not exist' {
        $expected = @($command.Parameters.Keys | Where-Object { $_ -notin $common })
        $described = @($help.parameters.parameter | Where-Object name -NotIn $common)
        $described.name | Where-Object { $_ -notin $expected } | Should -BeNullOrEmpty -Because 'the cmdlet does not have them'
        $expected | Where-Object { $_ -notin $described.name } | Should -BeNullOrEmpty -Because 'help must describe them'
        $described | Where-Object { -not ($_.description | Out-String).Trim() } | ForEach-Object name | Should -BeNullOrEmpty
    }
}

Describe 'about_PerfTracking' -Skip:$noTopic {
    It 'is found' {
        Get-Help about_PerfTracking | Out-String | Should -BeLike '*PerfTracking*'
    }
}
