using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

// Runs every test of this assembly whose end the file, which is its argument, does not tell yet, and writes a line there as each
// begins and ends: a terminal would break the lines. Wine hangs now and then: whoever ends this process and starts it again gets
// the other tests, and the one that was running once more.
string[] known = File.Exists(args[0]) ? File.ReadAllLines(args[0]) : [];
Dictionary<string, int> starts = known.Where(static line => line.StartsWith(Sink.Started, StringComparison.Ordinal)).CountBy(static line => line[Sink.Started.Length..]).ToDictionary();
HashSet<string> ends = [.. known.Where(static line => !line.StartsWith(Sink.Started, StringComparison.Ordinal)).Select(static line => line.Split(' ', 2)[^1].Split('\t')[0])];
using var results = new StreamWriter(args[0], append: true) { AutoFlush = true };
using var ignored = new Sink(TextWriter.Null);
using var framework = new XunitTestFramework(ignored);
AssemblyName assembly = Assembly.GetExecutingAssembly().GetName();
using var found = new Sink(TextWriter.Null);
using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(Assembly.GetExecutingAssembly()));
discoverer.Find(includeSourceInformation: false, found, new Options());
found.Finished.Wait();
using var ran = new Sink(results);
using ITestFrameworkExecutor executor = framework.GetExecutor(assembly);
var oneByOne = new Options();
oneByOne.SetValue("xunit.execution.DisableParallelization", true);
executor.RunTests(found.Cases.Where(one => !ends.Contains(one.DisplayName) && starts.GetValueOrDefault(one.DisplayName) < 2), ran, oneByOne);
ran.Finished.Wait();
results.WriteLine(Sink.Over);
return 0;

internal sealed class Sink(TextWriter results) : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    public const string Started = "STARTED ";
    public const string Over = "OVER";

    public List<ITestCase> Cases { get; } = [];

    public ManualResetEventSlim Finished { get; } = new();

    public bool OnMessage(IMessageSinkMessage message)
    {
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
