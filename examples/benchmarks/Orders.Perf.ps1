# Script blocks: the same work in two ways, so that the faster one is seen, and a metric of the catalogue for the one in use.
#
#     Invoke-PerfBenchmark ./examples/benchmarks -Tag orders

$makeOrders = {
    $orders = foreach ($i in 1..5000) { [pscustomobject]@{ Id = $i; Customer = "c$($i % 100)"; Total = $i * 17 % 1000 } }
}

New-PerfBenchmark group-by-cmdlet -Tag orders -Setup $makeOrders {
    $orders | Group-Object Customer | ForEach-Object { [pscustomobject]@{ Customer = $_.Name; Total = ($_.Group | Measure-Object Total -Sum).Sum } }
}

New-PerfBenchmark group-by-hand -Tag orders -Metric VAL-001 -Setup $makeOrders {
    $totals = @{}
    foreach ($order in $orders) { $totals[$order.Customer] += $order.Total }
    $totals
}
