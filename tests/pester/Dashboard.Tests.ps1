BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    function Test-Running([int] $Id) { $null -ne (Get-Process -Id $Id -ErrorAction Ignore) }
}

AfterAll {
    Stop-PerfDashboard
    Close-PerfTracking
}

Describe 'Start-PerfDashboard' {
    AfterEach { Stop-PerfDashboard }

    It 'returns a dashboard that answers, to those who have its token' {
        $path = Use-NewStore
        $null = Save-Value APP-001 (400, 410)
        $dashboard = Start-PerfDashboard
        $dashboard.Store | Should -BeExactly $path
        $dashboard.Url | Should -Match '^http://127\.0\.0\.1:\d+/$'
        Test-Running $dashboard.ProcessId | Should -BeTrue
        $page = Invoke-WebRequest $dashboard.StartUrl -SessionVariable browser
        $page.StatusCode | Should -Be 200
        $page.Content | Should -BeLike '*Startup time*'
        (Invoke-WebRequest $dashboard.Url -SkipHttpErrorCheck).StatusCode | Should -Be 401
        (Invoke-WebRequest "$($dashboard.Url)store" -WebSession $browser).Content | Should -BeLike "*$(Split-Path $path -Leaf)*"
    }

    It 'shows a store that does not exist yet, and makes none' {
        $path = Use-NewStore
        $dashboard = Start-PerfDashboard
        (Invoke-WebRequest $dashboard.StartUrl).StatusCode | Should -Be 200
        $path | Should -Not -Exist
    }

    It 'listens on the port that was asked for, once' {
        $null = Use-NewStore
        $first = Start-PerfDashboard
        $port = ([uri] $first.Url).Port
        { Start-PerfDashboard $port } | Should -Throw -ErrorId 'DashboardNotStarted,*'
        Stop-PerfDashboard
        (Start-PerfDashboard $port).Url | Should -BeExactly $first.Url
    }

    It 'tells the token that was given to nobody' {
        $null = Use-NewStore
        $dashboard = Start-PerfDashboard -Token (ConvertTo-SecureString 'hush hush hush hush' -AsPlainText)
        $dashboard.StartUrl | Should -BeNullOrEmpty
        Get-ChildItem $env:XDG_DATA_HOME -Recurse -File -ErrorAction Ignore | Get-Content -Raw | Should -Not -BeLike '*hush*'
        (Get-Process -Id $dashboard.ProcessId).CommandLine | Should -Not -BeLike '*hush*'
        (Invoke-WebRequest "$($dashboard.Url)?token=hush%20hush%20hush%20hush").StatusCode | Should -Be 200
    }

    It 'lets others reach it only with a token that was given' {
        $null = Use-NewStore
        { Start-PerfDashboard -Bind 0.0.0.0 } | Should -Throw -ErrorId 'TokenRequired,*'
        { Start-PerfDashboard -Bind 0.0.0.0 -Token (ConvertTo-SecureString short -AsPlainText) } | Should -Throw -ErrorId 'DashboardNotStarted,*' -ExpectedMessage '*16 characters*'
        Get-PerfDashboard | Should -BeNullOrEmpty
    }

    It 'refuses what is no store' {
        $path = Join-Path $TestDrive garbage.db
        Set-Content $path ('no store at all ' * 100)
        { Start-PerfDashboard -Store $path -ErrorAction Stop } | Should -Throw -ErrorId 'NotAStore,*'
        { Start-PerfDashboard -Store (Join-Path $TestDrive none.db) -ErrorAction Stop } | Should -Throw -ErrorId 'StoreNotFound,*'
    }

    It 'starts nothing with -WhatIf' {
        $null = Use-NewStore
        Start-PerfDashboard -WhatIf | Should -BeNullOrEmpty
        Get-PerfDashboard | Should -BeNullOrEmpty
    }

    It 'opens the browser by an address that lets in once, and never tells it the token' -Skip:(-not $IsLinux) {
        $null = Use-NewStore
        $folder = New-Item (Join-Path $TestDrive browser) -ItemType Directory
        $told = Join-Path $folder told
        Set-Content (Join-Path $folder xdg-open) "#!/bin/sh`nprintf %s `"`$*`" > '$told.new' && mv '$told.new' '$told'"
        chmod +x (Join-Path $folder xdg-open)
        $saved = $env:PATH, $env:DISPLAY
        try {
            $env:PATH = "$folder`:$env:PATH"
            $env:DISPLAY = ':99'
            $dashboard = Start-PerfDashboard -Open -PassThru
        }
        finally { $env:PATH, $env:DISPLAY = $saved }

        $watch = [Diagnostics.Stopwatch]::StartNew()
        while (-not (Test-Path $told) -and $watch.Elapsed.TotalSeconds -lt 60) { [Threading.Thread]::Sleep(20) }
        $address = Get-Content $told
        $address | Should -Match "^$([regex]::Escape($dashboard.Url))\?ticket=[0-9A-F]{32}$"
        (Invoke-WebRequest $address).StatusCode | Should -Be 200
        (Invoke-WebRequest $address -SkipHttpErrorCheck).StatusCode | Should -Be 401
        (Invoke-WebRequest $dashboard.StartUrl).StatusCode | Should -Be 200
    }

    It 'says where it is where no browser can be opened' -Skip:(-not $IsLinux) {
        $null = Use-NewStore
        $screens = $env:DISPLAY, $env:WAYLAND_DISPLAY
        try {
            $env:DISPLAY = $env:WAYLAND_DISPLAY = $null
            Start-PerfDashboard -Open -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warning" | Should -BeLike "*$((Get-PerfDashboard).StartUrl)*BrowserNotFound*"
        }
        finally { $env:DISPLAY, $env:WAYLAND_DISPLAY = $screens }
    }
}

Describe 'Get-PerfDashboard and Stop-PerfDashboard' {
    It 'find one from another session, and end it' {
        $path = Use-NewStore
        $null = Save-Value APP-001 1
        $id = pwsh -NoProfile -Command "Import-Module '$modulePath'; (Start-PerfDashboard -Store '$path' -Detached).ProcessId"
        $found = Get-PerfDashboard -ProcessId $id
        $found.Detached | Should -BeTrue
        $found.Store | Should -BeExactly $path
        Stop-PerfDashboard
        Test-Running $id | Should -BeTrue -Because 'this session did not start it'
        ($found | Stop-PerfDashboard -WhatIf) | Should -BeNullOrEmpty
        Test-Running $id | Should -BeTrue
        ($found | Stop-PerfDashboard -PassThru).ProcessId | Should -Be $id
        Test-Running $id | Should -BeFalse
        Get-PerfDashboard | Should -BeNullOrEmpty
    }

    It 'say so where there is none of that number' {
        { Get-PerfDashboard -ProcessId $PID -ErrorAction Stop } | Should -Throw -ErrorId 'DashboardNotFound,*'
        { Stop-PerfDashboard $PID -ErrorAction Stop } | Should -Throw -ErrorId 'DashboardNotFound,*'
    }

    It 'forget one that was killed' {
        $null = Use-NewStore
        $dashboard = Start-PerfDashboard
        Stop-Process -Id $dashboard.ProcessId -Force
        Wait-Process -Id $dashboard.ProcessId -ErrorAction Ignore
        Get-PerfDashboard | Should -BeNullOrEmpty
        Stop-PerfDashboard
    }

    It 'complete its number' {
        $null = Use-NewStore
        $dashboard = Start-PerfDashboard
        $line = 'Stop-PerfDashboard '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($dashboard.ProcessId)"
        Stop-PerfDashboard
    }
}
