using System.Collections;
using System.Management.Automation;
using PerfTracking.Benchmarks;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Results;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Comparison;

/// <summary>What a user gives to be compared, as a session.</summary>
internal static class ComparedInput
{
    private const string Numbers = "numbers";
    private const string Value = "value";

    /// <summary>The session that an argument is or names; <see langword="null"/> for what is none, of which an error was written.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="input">A session, a path, a file, or numbers.</param>
    /// <param name="format">Whose format a file has, or <see langword="null"/> to see from its content.</param>
    /// <param name="direction">Which direction of plain numbers is better.</param>
    public static PerfBenchmarkSession? Read(PSCmdlet cmdlet, object? input, ResultFormat? format, MetricDirection direction)
    {
        switch (input is PSObject wrapped ? wrapped.BaseObject : input)
        {
            case PerfBenchmarkSession session:
                return session;
            case FileSystemInfo file:
                return ReadFile(cmdlet, file.FullName, format);
            case string { Length: > 0 } path:
                return InputFiles.Resolve(cmdlet, [path], literal: true).FirstOrDefault() is { } full ? ReadFile(cmdlet, full, format) : null;
            case IEnumerable many and not string when NumbersOf(cmdlet, many) is { Count: > 0 } values:
                return OfNumbers(values, direction);
            case not string when GivenNumber.Of(input) is { } one:
                // PowerShell makes one value of a list that has no more.
                return OfNumbers([one], direction);
            default:
                cmdlet.WriteError(ComparisonErrors.InputNotValid(input));
                return null;
        }
    }

    /// <summary>A session of plain numbers.</summary>
    public static PerfBenchmarkSession OfNumbers(IReadOnlyList<double> values, MetricDirection direction) => new()
    {
        Source = Numbers,
        Results =
        [
            new PerfBenchmarkResult
            {
                Name = Numbers,
                Series = [new BenchmarkSeries(Value, string.Empty, direction, SampleKind.Measured) { Samples = [.. values.Select(static value => new BenchmarkSample(value))] }],
            },
        ],
    };

    private static List<double> NumbersOf(PSCmdlet cmdlet, IEnumerable many)
    {
        var numbers = new List<double>();
        foreach (object? one in many)
        {
            if (GivenNumber.Of(one) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                cmdlet.WriteError(InputErrors.NumberNotValid(one, null, one));
            }
        }

        return numbers;
    }

    private static PerfBenchmarkSession? ReadFile(PSCmdlet cmdlet, string path, ResultFormat? format)
    {
        try
        {
            return ResultFile.Read(path, format);
        }
        catch (ResultFileException exception)
        {
            cmdlet.WriteError(ResultFileErrors.NotRead(exception, path));
            return null;
        }
    }
}
