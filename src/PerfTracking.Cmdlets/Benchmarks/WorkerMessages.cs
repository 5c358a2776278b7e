using System.Text.Json.Serialization;
using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>What the process of a turn is asked to do: a file of JSON.</summary>
/// <param name="Files">The benchmark files to read, by their full paths.</param>
/// <param name="Name">The benchmark to run, or <see langword="null"/> to tell which there are.</param>
/// <param name="Warmup">How many runs do not count.</param>
/// <param name="Iterations">How many do.</param>
/// <param name="Extra">What may take runs of a program that are not timed.</param>
/// <param name="Module">The folder of the module that the benchmark must use, or <see langword="null"/>.</param>
internal sealed record WorkerRequest(string[] Files, string? Name = null, int Warmup = 0, int Iterations = 0, ExtraRuns Extra = default, string? Module = null);

/// <summary>What it answers: a file with one of these on each line, so that what was measured before a crash is there.</summary>
internal sealed record WorkerAnswer
{
    /// <summary>A benchmark that a file defines.</summary>
    public BenchmarkRow? Benchmark { get; init; }

    /// <summary>Something measured.</summary>
    public BenchmarkReading? Reading { get; init; }

    /// <summary>What failed.</summary>
    public string? Error { get; init; }

    /// <summary>The file that failed, where it was a whole one.</summary>
    public string? File { get; init; }

    /// <summary>Whether this is the last line, and nothing is missing.</summary>
    public bool IsEnd { get; init; }
}

/// <summary>A benchmark on its way between processes.</summary>
internal sealed record BenchmarkRow(
    string Name, string? Metric, string[] Tags, string? File, int Line, bool HasSetup, string Work, string? Program, string[] Arguments, string? WorkingDirectory, bool IgnoreExitCode)
{
    public static BenchmarkRow Of(PerfBenchmark benchmark) => new(
        benchmark.Name,
        benchmark.Metric,
        [.. benchmark.Tags],
        benchmark.File,
        benchmark.Line,
        benchmark.HasSetup,
        benchmark.Work,
        benchmark.Program?.FilePath,
        [.. benchmark.Program?.Arguments ?? []],
        benchmark.Program?.WorkingDirectory,
        benchmark.Program?.IgnoreExitCode ?? false);

    public PerfBenchmark ToBenchmark() => new()
    {
        Name = Name,
        Metric = Metric,
        Tags = Tags,
        File = File,
        Line = Line,
        HasSetup = HasSetup,
        Work = Work,
        Program = Program is null ? null : new BenchmarkProgram(Program) { Arguments = Arguments, WorkingDirectory = WorkingDirectory, IgnoreExitCode = IgnoreExitCode },
    };
}

/// <summary>How they are written: made at build, for reflection over them would cost each process of a turn more than reading a file.</summary>
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerAnswer))]
internal sealed partial class WorkerJson : JsonSerializerContext;
