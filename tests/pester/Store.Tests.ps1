BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'Get-PerfStore' {
    It 'says that a store does not exist yet, and makes none' {
        $path = Use-NewStore
        $store = Get-PerfStore
        $store.Path | Should -BeExactly $path
        $store.Exists | Should -BeFalse
        $store.Snapshots | Should -Be 0
        $store.RetentionDays | Should -Be 30
        $path | Should -Not -Exist
    }

    It 'describes what a store holds' {
        $path = Use-NewStore
        $saved = Save-Value APP-001 (1, 2, 3)
        $store = Get-PerfStore
        $store.Exists | Should -BeTrue
        $store.Snapshots | Should -Be 3
        $store.Series | Should -Be $saved[0].Measurements.Count
        $store.Version | Should -BeGreaterOrEqual 1
        $store.SizeBytes | Should -BeGreaterThan 0
        [Math]::Abs(($store.Oldest - $saved[0].Timestamp).TotalMilliseconds) | Should -BeLessThan 1
        [Math]::Abs(($store.Latest - $saved[2].Timestamp).TotalMilliseconds) | Should -BeLessThan 1
        Test-Path $path -PathType Leaf | Should -BeTrue
    }
}

Describe 'Set-PerfStore' {
    AfterEach { $null = Use-NewStore }

    It 'chooses the store of the session' {
        $path = Join-Path $TestDrive 'chosen.db'
        (Set-PerfStore $path -PassThru).Path | Should -BeExactly $path
        (Get-PerfStore).Path | Should -BeExactly $path
    }

    It 'understands paths as PowerShell does' {
        Push-Location $TestDrive
        try { Set-PerfStore (Join-Path . 'relative.db') } finally { Pop-Location }
        (Get-PerfStore).Path | Should -BeExactly (Join-Path $TestDrive 'relative.db')
        Set-PerfStore 'TestDrive:/drive.db'
        (Get-PerfStore).Path | Should -BeExactly (Join-Path $TestDrive 'drive.db')
    }

    It 'goes back to the default store, that of the variable, with -Default' {
        Set-PerfStore (Join-Path $TestDrive 'chosen.db')
        Set-PerfStore -Default
        (Get-PerfStore).Path | Should -BeExactly $env:PERFTRACKING_STORE
    }

    It 'asks about the store that -Default goes back to, and not about the one it leaves' {
        Set-PerfStore (Join-Path $TestDrive 'left.db')
        $transcript = Join-Path $TestDrive 'asked.txt'
        $null = Start-Transcript $transcript
        try { Set-PerfStore -Default -RetentionDays 3 -WhatIf } finally { $null = Stop-Transcript }
        (Select-String '"(Use as store.*)".*"(.*)"' $transcript).Matches.Groups[1, 2].Value | Should -Be 'Use as store, keep 3 days in full', $env:PERFTRACKING_STORE
    }

    It 'makes the folders of a new store' {
        $path = Join-Path $TestDrive 'new' 'folders' 'store.db'
        Set-PerfStore $path
        $null = Save-PerfBaseline app
        $path | Should -Exist
    }

    It 'takes a name with blanks, quotes and emoji' {
        $path = Join-Path $TestDrive "it's a 🚀 store; x=1.db"
        Set-PerfStore $path
        (Save-PerfBaseline app).Id | Should -Be 1
        (Get-PerfStore).Snapshots | Should -Be 1
        $path | Should -Exist
    }

    It 'keeps the retention in the store' {
        $path = Use-NewStore
        Set-PerfStore -RetentionDays 90
        (Get-PerfStore).RetentionDays | Should -Be 90
        Set-PerfStore -Default
        (Get-PerfStore -Store $path).RetentionDays | Should -Be 90
    }

    It 'refuses a retention of <Days> days' -ForEach @(@{ Days = 0 }, @{ Days = -1 }, @{ Days = 40000 }) {
        { Set-PerfStore -RetentionDays $Days } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PerfTracking.Cmdlets.Store.SetPerfStoreCommand'
    }

    It 'closes the store used before, so that it can be deleted' {
        $path = Use-NewStore
        $null = Save-PerfBaseline app
        Set-PerfStore -Default
        "$path-wal" | Should -Not -Exist
        Remove-Item $path -ErrorAction Stop
        $path | Should -Not -Exist
    }

    It 'holds the files of no more than the eight stores that were used last' -Skip:(-not $IsLinux) {
        $stores = 1..12 | ForEach-Object { Join-Path $TestDrive "many-$_.db" }
        $stores | ForEach-Object { $null = Save-PerfBaseline app -Store $_ }
        $null = Save-PerfBaseline app -Store $stores[4]
        $null = Save-PerfBaseline app -Store $stores[0]
        $held = Get-ChildItem /proc/$PID/fd | ForEach-Object LinkTarget | Where-Object { $_ -like '*many-*.db' } | Sort-Object -Unique
        $held | Should -HaveCount 8
        $held | Split-Path -Leaf | Should -Contain 'many-5.db'
        $held | Split-Path -Leaf | Should -Not -Contain 'many-6.db'
        (Get-PerfSnapshot -Store $stores[0]).Id | Should -Be 1, 2
    }

    It 'makes files that only their owner can read' -Skip:$IsWindows {
        $path = Use-NewStore
        $null = Save-PerfBaseline app
        (Get-Item $path).UnixMode | Should -BeExactly '-rw-------'
    }

    if ($IsWindows) {
        It 'gives a <Name> to its owner alone, whatever the folder above says' -ForEach @(
            @{ Name = 'file'; Of = { $_ } }
            @{ Name = 'folder'; Of = { Split-Path $_ } }
        ) {
            $path = Join-Path $TestDrive "owned $Name" 'store.db'
            Set-PerfStore $path
            $null = Save-PerfBaseline app
            $access = Get-Acl ($path | ForEach-Object $Of)
            $access.AreAccessRulesProtected | Should -BeTrue
            $me = [Security.Principal.WindowsIdentity]::GetCurrent().User
            @($access.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])).IdentityReference | Should -Be $me
        }
    }

    It 'refuses <What> at once, and stays with the store it had' -ForEach @(
        @{ What = 'the root'; Path = { [IO.Path]::GetPathRoot($TestDrive) }; Reason = 'it is a folder and not a file in one' }
        @{ What = 'a folder'; Path = { "$TestDrive" }; Reason = 'it is a folder and not a file in one' }
        @{ What = 'a path that ends as a folder does'; Path = { Join-Path $TestDrive 'new' '' }; Reason = 'it is a folder and not a file in one' }
        @{ What = 'a file in a file'; Path = { Set-Content (Join-Path $TestDrive 'notes.txt') 'notes'; Join-Path $TestDrive 'notes.txt' 'deep' 'store.db' } }
        @{ What = 'what is no file'; Path = { 'Variable:store' } }
        @{ What = 'a path with a zero character'; Path = { "$TestDrive/a`0b.db" } }
        if ($IsWindows) {
            @{ What = 'NUL'; Path = { 'NUL' }; Reason = 'it is a device and not a file' }
            @{ What = 'CON with an ending'; Path = { Join-Path $TestDrive 'con.db' }; Reason = 'it is a device and not a file' }
            @{ What = 'a serial port'; Path = { 'C:\COM1' }; Reason = 'it is a device and not a file' }
            @{ What = 'a device'; Path = { '\\.\NUL' }; Reason = 'it is a device and not a file' }
        }
        else { @{ What = 'a device'; Path = { '/dev/null' }; Reason = 'it is a device and not a file' } }
    ) {
        $before = Use-NewStore
        Set-PerfStore (& $Path) -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeExactly 'StoreUnavailable,PerfTracking.Cmdlets.Store.SetPerfStoreCommand'
        $failure.Exception.Message | Should -Not -Match "\(Parameter "
        $failure.Exception.Message | Should -Match $Reason
        (Get-PerfStore).Path | Should -BeExactly $before
    }

    It 'refuses a file that is no store at once' {
        $before = Use-NewStore
        $path = Join-Path $TestDrive 'picture.png'
        Set-Content $path ('no database ' * 2000)
        Set-PerfStore $path -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeExactly 'NotAStore,PerfTracking.Cmdlets.Store.SetPerfStoreCommand'
        (Get-PerfStore).Path | Should -BeExactly $before
    }

    It 'takes a drive of PowerShell with one letter for what it is' {
        $null = New-Item (Join-Path $TestDrive 'lettered') -ItemType Directory
        $null = New-PSDrive Q FileSystem (Join-Path $TestDrive 'lettered') -Scope Global
        try { Set-PerfStore 'Q:/store.db' } finally { Remove-PSDrive Q -Scope Global }
        (Get-PerfStore).Path | Should -BeExactly (Join-Path $TestDrive 'lettered' 'store.db')
    }

    It 'takes an empty PERFTRACKING_STORE for none' {
        Set-PerfStore -Default
        $named = $env:PERFTRACKING_STORE
        [Environment]::SetEnvironmentVariable('PERFTRACKING_STORE', '')
        try { (Get-PerfStore).Path | Should -Match 'PerfTracking[\\/]performance.db$' }
        finally { $env:PERFTRACKING_STORE = $named }
    }

    It 'takes ~ in PERFTRACKING_STORE for the home folder, as no shell has done it' {
        Set-PerfStore -Default
        $named = $env:PERFTRACKING_STORE
        $env:PERFTRACKING_STORE = '~/never-made/perf.db'
        try { (Get-PerfStore).Path | Should -BeExactly (Join-Path ([Environment]::GetFolderPath('UserProfile')) 'never-made' 'perf.db') }
        finally { $env:PERFTRACKING_STORE = $named }
    }

    It 'warns once where PERFTRACKING_STORE names no file, and the script goes on' {
        Set-PerfStore -Default
        $named = $env:PERFTRACKING_STORE
        $env:PERFTRACKING_STORE = [IO.Path]::GetPathRoot($TestDrive)
        try { Save-PerfBaseline app -WarningVariable told -WarningAction SilentlyContinue | Should -BeNullOrEmpty }
        finally { $env:PERFTRACKING_STORE = $named }
        $told.Count | Should -Be 1
        "$told" | Should -Match '\[StoreUnavailable\]$'
    }

    if ($IsWindows) {
        It 'reads a store that cannot be written by a path that Windows takes as it is' {
            $path = Use-NewStore
            $null = Save-Value APP-001 (1, 2)
            Set-PerfStore -Default
            Set-ItemProperty $path IsReadOnly $true
            try { (Get-PerfMeasurement APP-001 -Store "\\?\$path").Value | Should -Be 1, 2 }
            finally { Set-ItemProperty $path IsReadOnly $false }
        }
    }
}

Describe 'Test-PerfStore' {
    It 'finds a good store, and one that does not exist, sound' {
        $null = Use-NewStore
        Test-PerfStore | Should -BeTrue
        $null = Save-PerfBaseline app
        Test-PerfStore | Should -BeTrue
    }

    It 'finds garbage unsound, and says why' {
        $path = Join-Path $TestDrive 'garbage.db'
        Set-Content $path ('no database ' * 2000)
        Test-PerfStore -Store $path -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeFalse
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NotAStore,PerfTracking.Cmdlets.Store.TestPerfStoreCommand'
        $failure[0].TargetObject | Should -BeExactly $path
    }

    It 'finds a damaged store unsound' {
        $path = Use-NewStore
        $null = Save-Value APP-001 (1..30)
        Set-PerfStore -Default
        $bytes = [IO.File]::ReadAllBytes($path)
        [Array]::Clear($bytes, 4096, $bytes.Length - 4096)
        [IO.File]::WriteAllBytes($path, $bytes)
        Test-PerfStore -Store $path -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeFalse
        $failure.Count | Should -BeGreaterThan 0
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidData'
    }
}

Describe 'Optimize-PerfStore' {
    It 'keeps what is younger than the retention' {
        $null = Use-NewStore
        $null = Save-Value APP-001 (1, 2, 3)
        (Optimize-PerfStore -PassThru).Snapshots | Should -Be 3
        (Get-PerfMeasurement APP-001).Value | Should -Be 1, 2, 3
        Test-PerfStore | Should -BeTrue
    }

    It 'writes nothing without -PassThru' {
        $null = Use-NewStore
        $null = Save-PerfBaseline app
        Optimize-PerfStore | Should -BeNullOrEmpty
    }
}

Describe 'The log beside the store' {
    It 'gets one line of JSON for each save' {
        $path = Join-Path $TestDrive 'logged' 'store.db'
        $null = Use-NewStore
        Set-PerfStore $path
        $saved = Save-Value APP-001 (400, 410)
        Set-PerfStore -Default
        $lines = @(Get-ChildItem (Split-Path $path) -Filter performance_*.log | Get-Content)
        $lines.Count | Should -Be 2
        ($lines | ConvertFrom-Json).Count | Should -Be 2
        $saved.Count | Should -Be 2
    }

    It 'is written while <Who> reads it' -ForEach @(
        @{ Who = 'a log shipper'; Share = 'ReadWrite, Delete' }
        @{ Who = 'Get-Content -Wait'; Share = 'ReadWrite' }
    ) {
        $path = Join-Path $TestDrive "read by $Who" 'store.db'
        $null = Use-NewStore
        Set-PerfStore $path
        $null = Save-PerfBaseline app
        $log = Get-ChildItem (Split-Path $path) -Filter performance_*.log
        $reader = [IO.File]::Open($log.FullName, 'Open', 'Read', $Share)
        try { $null = Save-PerfBaseline app -WarningVariable told -WarningAction SilentlyContinue }
        finally { $reader.Dispose() }
        Set-PerfStore -Default
        $told | Should -BeNullOrEmpty
        @(Get-Content $log).Count | Should -Be 2
    }
}
