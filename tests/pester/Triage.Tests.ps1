#requires -Version 7.4

# Annotations, and what people do to alerts, in a true pwsh.
BeforeAll { . $PSScriptRoot/Fixture.ps1 }

AfterAll { Close-PerfTracking }

Describe 'Annotations' {
    BeforeEach {
        $null = Use-NewStore
        $null = Save-Value VAL-002 1 shop
    }

    It 'are added from a file, read with wildcards, exported and removed' {
        $rows = "Text,Timestamp,Application,Metric`nRunner image changed,2026-11-22 22:00,,`nDatabase upgraded,2026-11-21 22:00,shop,rule_loading_time_ms" | ConvertFrom-Csv
        $rows | Add-PerfAnnotation

        (Get-PerfAnnotation).Text | Should -Be 'Database upgraded', 'Runner image changed'
        (Get-PerfAnnotation -Application sh* -Metric VAL-002).Count | Should -Be 2
        (Get-PerfAnnotation -Text *image*).Application | Should -BeNullOrEmpty
        (Get-PerfAnnotation | ConvertTo-Csv)[1] | Should -BeLike '*Database upgraded*"shop"*"VAL-002"*'

        Get-PerfAnnotation -Text Runner* | Remove-PerfAnnotation
        Remove-PerfAnnotation -Text 'Data*'
        Get-PerfAnnotation | Should -BeNullOrEmpty
    }

    It 'that cannot be are refused with <Id>' -ForEach @(
        @{ Code = { Add-PerfAnnotation ' ' }; Id = 'TextNotValid' }
        @{ Code = { Add-PerfAnnotation x -Application sh* }; Id = 'NameNotValid' }
        @{ Code = { Add-PerfAnnotation x -Application shoop }; Id = 'ApplicationNotFound' }
        @{ Code = { Add-PerfAnnotation x -Metric APP-999 }; Id = 'MetricNotFound' }
        @{ Code = { Get-PerfAnnotation 99 }; Id = 'AnnotationNotFound' }
        @{ Code = { Remove-PerfAnnotation 99 }; Id = 'AnnotationNotFound' }
        @{ Code = { Remove-PerfAnnotation -Text nothing }; Id = 'AnnotationNotFound' }
    ) {
        $ErrorActionPreference = 'Stop'
        $Code | Should -Throw -ErrorId "$Id,*"
        Get-PerfAnnotation | Should -BeNullOrEmpty
    }
}

Describe 'Alerts by hand' {
    BeforeEach {
        $null = Use-NewStore
        $null = Save-WarmHistory VAL-002 ((@(100) * 20) + (@(120) * 10)) shop
    }

    It 'are raised where the eye sees them, once, and moved' {
        $alert = Get-PerfSnapshot 24 | New-PerfAlert VAL-002 -Severity Error -Notes look
        $alert.Kind, $alert.Expected, $alert.Level, $alert.RaisedBy | Should -Be 'Manual', 100, 120, ([Environment]::UserName)

        New-PerfAlert VAL-002 26 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'AlertExists,*'

        (Set-PerfAlert $alert.Id -Notes "two`nlines`e]0;x`a" -PassThru).Notes | Should -BeExactly "two`nlines$([char]0xfffd)]0;x$([char]0xfffd)"
        ($alert | Set-PerfAlert -ChangeSnapshot 23 -Notes '' -PassThru).ChangeSnapshotId | Should -Be 23
        (Get-PerfAlert $alert.Id).Notes | Should -BeNullOrEmpty
        (Invoke-PerfReplay VAL-002 -Compare | Where-Object { -not $_.Cold }).Recall | Should -Not -BeNullOrEmpty
    }

    It 'that cannot be are refused with <Id>' -ForEach @(
        @{ Code = { New-PerfAlert VAL-002 999 }; Id = 'SnapshotNotFound' }
        @{ Code = { New-PerfAlert VAL-002 1 }; Id = 'NothingBefore' }
        @{ Code = { New-PerfAlert APP-001 24 }; Id = 'NotInSnapshot' }
        @{ Code = { New-PerfAlert VAL-* 24 }; Id = 'NameNotValid' }
        @{ Code = { New-PerfAlert nothing 24 }; Id = 'MetricNotFound' }
        @{ Code = { Set-PerfAlert 99 -Notes x }; Id = 'AlertNotFound' }
    ) {
        $ErrorActionPreference = 'Stop'
        $Code | Should -Throw -ErrorId "$Id,*"
        Get-PerfAlert | Should -BeNullOrEmpty
    }

    It 'say what they need' {
        { Set-PerfAlert 1 } | Should -Throw -ErrorId 'NothingToChange,*'
    }

    It 'tell the second of two who decide otherwise, and nothing to one who decides the same' {
        $seen = New-PerfAlert VAL-002 24
        $seen | Deny-PerfAlert -Notes noise

        $seen | Approve-PerfAlert -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'AlertAlreadyDecided,*'
        "$problem" | Should -BeLike "*was denied by $([Environment]::UserName) at *"
        (Get-PerfAlert -All).State | Should -Be Denied

        $seen | Deny-PerfAlert -ErrorAction Stop
        Get-PerfAlert -All | Approve-PerfAlert -ErrorAction Stop
        (Get-PerfAlert -All).State | Should -Be Approved

        $log = Split-Path (Get-PerfStore).Path | Get-ChildItem -Filter decisions_*.log | Get-Content | ConvertFrom-Json | Where-Object alert -EQ $seen.Id
        ($log | Select-Object -Last 3).action | Should -Be Raise, Deny, Approve
    }
}
