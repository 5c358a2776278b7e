using System.Diagnostics;
using Xunit.Abstractions;
using Xunit.Sdk;

// Runs every test of this assembly that the file, which is its argument, does not name yet, and writes a line there as each begins
// and ends: a terminal would break the lines. A test that takes longer than a minute ends the process, for Wine hangs now and
// then; whoever starts it again gets the others.
var begun = File.Exists(args[0]) ? File.ReadLines(args[0]).Where(static line => line.StartsWith(Sink.Started, StringComparison.Ordinal)).Select(static line => line[Sink.Started.Length..]).ToHashSet() : [];
using var results = new StreamWriter(args[0], append: true) { AutoFlush = true };
using var ignored = new Sink(TextWriter.Null);
using var framework = new XunitTestFramework(ignored);
System.Reflection.AssemblyName assembly = System.Reflection.Assembly.GetExecutingAssembly().GetName();
using var found = new Sink(TextWriter.Null);
using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(System.Reflection.Assembly.GetExecutingAssembly()));
discoverer.Find(includeSourceInformation: false, found, new Options());
found.Finished.Wait();
using var ran = new Sink(results);
using ITestFrameworkExecutor executor = framework.GetExecutor(assembly);
var oneByOne = new Options();
oneByOne.SetValue("xunit.execution.DisableParallelization", true);
executor.RunTests(found.Cases.Where(one => !begun.Contains(one.DisplayName)), ran, oneByOne);
while (!ran.Finished.Wait(TimeSpan.FromSeconds(1)))
{
    if (Stopwatch.GetElapsedTime(ran.LastSeen) > TimeSpan.FromMinutes(1))
    {
        Process.GetCurrentProcess().Kill();
    }
}

results.WriteLine(Sink.Over);
return 0;

internal sealed class Sink(TextWriter results) : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    public const string Started = "STARTED ";
    public const string Over = "OVER";

    public List<ITestCase> Cases { get; } = [];

    public ManualResetEventSlim Finished { get; } = new();

    /// <summary>When a test began or ended last.</summary>
    public long LastSeen { get; private set; } = Stopwatch.GetTimestamp();

    public bool OnMessage(IMessageSinkMessage message)
    {
        LastSeen = Stopwatch.GetTimestamp();
        switch (message)
        {
            case ITestCaseDiscoveryMessage discovered:
                Cases.Add(discovered.TestCase);
                break;
            case ITestStarting started:
                results.WriteLine(Started + started.TestCase.DisplayName);
                break;
            case ITestPassed passed:
                results.WriteLine($"PASSED {passed.TestCase.DisplayName}");
                break;
            case ITestFailed failed:
                results.WriteLine($"FAILED {failed.TestCase.DisplayName}\t{string.Join(" | ", failed.Messages).ReplaceLineEndings(" ")}");
                break;
            case ITestSkipped skipped:
                results.WriteLine($"SKIPPED {skipped.TestCase.DisplayName}\t{skipped.Reason}");
                break;
            case ITestAssemblyFinished or IDiscoveryCompleteMessage:
                Finished.Set();
                break;
        }

        return true;
    }

    public void Dispose() => Finished.Dispose();
}

internal sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
