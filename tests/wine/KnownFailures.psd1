# The tests that fail under Wine and pass on Windows, each with what Wine does otherwise.
@{
    'Set-PerfStore.gives a file to its owner alone, whatever the folder above says'   = 'Wine keeps an access list as the mode of a Linux file, and forgets that it inherits nothing'
    'Set-PerfStore.gives a folder to its owner alone, whatever the folder above says' = 'Wine keeps an access list as the mode of a Linux file, and forgets that it inherits nothing'
    'The help.has an example that runs: Measure-PerfOperation, Example 5: The statistics of twenty runs' = 'There is no git for Windows in it'
}
