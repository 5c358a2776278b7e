using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

// Runs every test of this assembly, and writes a line for each, and at the end the counts, into the file that is its argument:
// a terminal would break the lines.
using var results = new StreamWriter(args[0]) { AutoFlush = true };
using var ignored = new Sink(TextWriter.Null);
using var framework = new XunitTestFramework(ignored);
AssemblyName assembly = Assembly.GetExecutingAssembly().GetName();
using var found = new Sink(TextWriter.Null);
using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(Assembly.GetExecutingAssembly()));
discoverer.Find(includeSourceInformation: false, found, new Options());
found.Finished.Wait();
using var ran = new Sink(results);
using ITestFrameworkExecutor executor = framework.GetExecutor(assembly);
executor.RunTests(found.Cases, ran, new Options());
ran.Finished.Wait();
results.WriteLine($"total={ran.Total} passed={ran.Total - ran.Failed - ran.Skipped} failed={ran.Failed} skipped={ran.Skipped}");
return ran.Failed == 0 && ran.Total > 0 ? 0 : 1;

internal sealed class Sink(TextWriter results) : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    public List<ITestCase> Cases { get; } = [];

    public ManualResetEventSlim Finished { get; } = new();

    public int Total { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage discovered:
                Cases.Add(discovered.TestCase);
                break;
            case ITestStarting started:
                results.WriteLine($"STARTED {started.Test.DisplayName}");
                break;
            case ITestFailed failed:
                results.WriteLine($"FAILED {failed.Test.DisplayName}: {string.Join(" | ", failed.Messages).ReplaceLineEndings(" ")}");
                break;
            case ITestSkipped skipped:
                results.WriteLine($"SKIPPED {skipped.Test.DisplayName}: {skipped.Reason}");
                break;
            case ITestAssemblyFinished end:
                (Total, Failed, Skipped) = (end.TestsRun, end.TestsFailed, end.TestsSkipped);
                Finished.Set();
                break;
            case IDiscoveryCompleteMessage:
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
