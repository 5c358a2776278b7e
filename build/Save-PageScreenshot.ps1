<#
.SYNOPSIS
Takes pictures of pages with Chromium, by its DevTools protocol.
.DESCRIPTION
Each address is opened at a width and in a theme, and written as a PNG. What the page writes to its console as an error, and what it
asks of another host, is an error here too.
.EXAMPLE
./build/Save-PageScreenshot.ps1 -Uri http://127.0.0.1:5000/ -Path out/overview.png -Width 390 -Theme dark
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipelineByPropertyName)]
    [uri] $Uri,

    [Parameter(Mandatory, ValueFromPipelineByPropertyName)]
    [string] $Path,

    [Parameter(ValueFromPipelineByPropertyName)]
    [int] $Width = 1280,

    # The height of what is seen; the whole page unless given.
    [Parameter(ValueFromPipelineByPropertyName)]
    [int] $Height,

    [Parameter(ValueFromPipelineByPropertyName)]
    [ValidateSet('light', 'dark')]
    [string] $Theme = 'light',

    [string] $Chromium = 'chromium',

    [int] $SettleMilliseconds = 800
)
begin {
    $ErrorActionPreference = 'Stop'
    $profileFolder = [System.IO.Directory]::CreateTempSubdirectory('perftracking-chromium-').FullName
    $browserOptions = '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--remote-debugging-port=0', "--user-data-dir=$profileFolder", 'about:blank'
    $browser = Start-Process $Chromium $browserOptions -PassThru -RedirectStandardError (Join-Path $profileFolder 'errors.txt') -Environment @{ TMPDIR = $profileFolder }
    $portFile = Join-Path $profileFolder 'DevToolsActivePort'
    foreach ($try in 1..100) {
        if (Test-Path $portFile) { break }
        Start-Sleep -Milliseconds 100
    }

    $port = (Get-Content $portFile)[0]
    $target = (Invoke-RestMethod "http://127.0.0.1:$port/json/list") | Where-Object type -EQ page | Select-Object -First 1
    $socket = [System.Net.WebSockets.ClientWebSocket]::new()
    $null = $socket.ConnectAsync([uri] $target.webSocketDebuggerUrl, [Threading.CancellationToken]::None).Wait(10000)
    $script:number = 0
    $script:trouble = [System.Collections.Generic.List[string]]::new()

    function Send-Command([string] $Method, [hashtable] $Parameters = @{}) {
        $script:number++
        $bytes = [System.Text.Encoding]::UTF8.GetBytes((@{ id = $script:number; method = $Method; params = $Parameters } | ConvertTo-Json -Depth 8 -Compress))
        $null = $socket.SendAsync([ArraySegment[byte]] $bytes, [System.Net.WebSockets.WebSocketMessageType]::Text, $true, [Threading.CancellationToken]::None).Wait(10000)
        while ($true) {
            $message = Receive-Message
            if ($message.id -eq $script:number) {
                if ($message.error) { throw "${Method}: $($message.error.message)" }
                return $message.result
            }

            if ($message.method -eq 'Runtime.exceptionThrown') { $script:trouble.Add($message.params.exceptionDetails.exception.description) }
            if ($message.method -eq 'Log.entryAdded' -and $message.params.entry.level -eq 'error') { $script:trouble.Add($message.params.entry.text) }
        }
    }

    function Receive-Message {
        $buffer = [byte[]]::new(1MB)
        $text = [System.IO.MemoryStream]::new()
        do {
            $received = $socket.ReceiveAsync([ArraySegment[byte]] $buffer, [Threading.CancellationToken]::None).GetAwaiter().GetResult()
            $text.Write($buffer, 0, $received.Count)
        } until ($received.EndOfMessage)
        [System.Text.Encoding]::UTF8.GetString($text.ToArray()) | ConvertFrom-Json -Depth 20
    }

    'Page.enable', 'Runtime.enable', 'Log.enable' | ForEach-Object { $null = Send-Command $_ }
}
process {
    $seen = if ($Height) { $Height } else { 900 }
    $null = Send-Command Emulation.setDeviceMetricsOverride @{ width = $Width; height = $seen; deviceScaleFactor = 1; mobile = $Width -lt 500 }
    $null = Send-Command Emulation.setEmulatedMedia @{ features = @(@{ name = 'prefers-color-scheme'; value = $Theme }) }
    $null = Send-Command Page.navigate @{ url = $Uri.AbsoluteUri }
    foreach ($try in 1..100) {
        Start-Sleep -Milliseconds 50
        if ((Send-Command Runtime.evaluate @{ expression = 'document.readyState' }).result.value -eq 'complete') { break }
    }

    Start-Sleep -Milliseconds $SettleMilliseconds
    $size = (Send-Command Runtime.evaluate @{ expression = 'JSON.stringify([document.documentElement.scrollWidth, document.documentElement.scrollHeight])' }).result.value | ConvertFrom-Json
    if ($size[0] -gt $Width) {
        $script:trouble.Add("$Uri is $($size[0]) pixels wide where $Width are seen.")
    }

    $clip = @{ x = 0; y = 0; width = $Width; height = $(if ($Height) { $Height } else { $size[1] }); scale = 1 }
    $picture = Send-Command Page.captureScreenshot @{ format = 'png'; captureBeyondViewport = $true; clip = $clip }
    $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    $null = New-Item -ItemType Directory -Force (Split-Path $file)
    [System.IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($picture.data))
    Get-Item $file
    $script:trouble | ForEach-Object { Write-Error "${Uri}: $_" -ErrorAction Continue }
    $script:trouble.Clear()
}
clean {
    if ($socket) { $socket.Dispose() }
    if ($browser -and -not $browser.HasExited) {
        $browser.Kill($true)
        $browser.WaitForExit()
    }

    Remove-Item -Recurse -Force $profileFolder -ErrorAction Ignore
}
