using CsCheck;
using PerfTracking.Benchmarks;
using PerfTracking.Formats.Results;

namespace PerfTracking.Formats.Tests;

/// <summary>What cannot be read is named as what it is: never a crash, never a silent zero.</summary>
public sealed class BrokenResultTests
{
    private static readonly string[] Files =
    [
        "hyperfine.json", "benchmarkdotnet-brief.json", "google-benchmark.json", "jmh.json", "criterion-messages.json", "junit-dotnet.xml", "junit-pytest.xml",
        "nunit.xml", "go-bench.txt",
    ];

    [Theory]
    [InlineData("", ResultFileDefect.ResultFileEmpty)]
    [InlineData("\ufeff \n", ResultFileDefect.ResultFileEmpty)]
    [InlineData("hello", ResultFileDefect.ResultFormatNotRecognized)]
    [InlineData("""{"hello":1}""", ResultFileDefect.ResultFormatNotRecognized)]
    [InlineData("<html/>", ResultFileDefect.ResultFormatNotRecognized)]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><testsuites>&a;</testsuites>", ResultFileDefect.ResultFileMalformed)]
    [InlineData("""{"results":[{"command":"x","median":1,"times":[1,""", ResultFileDefect.ResultFileTruncated)]
    [InlineData("""<testsuites><testsuite name="a">""", ResultFileDefect.ResultFileTruncated)]
    [InlineData("""{"results":[{"command":"x","median":1,"times":[1,}]}""", ResultFileDefect.ResultFileMalformed)]
    [InlineData("""{"results":[{"command":"x","median":1,"times":[NaN]}]}""", ResultFileDefect.ResultValueNotValid)]
    [InlineData("""{"results":[{"command":"x","median":1,"times":[1e999]}]}""", ResultFileDefect.ResultValueNotValid)]
    [InlineData("""{"results":[{"command":"x","median":1,"times":[-1]}]}""", ResultFileDefect.ResultValueNotValid)]
    [InlineData("""{"results":[{"command":"x","median":1,"times":["a"]}]}""", ResultFileDefect.ResultFileMalformed)]
    [InlineData("""<testsuites><testsuite><testcase name="a" time="x"/></testsuite></testsuites>""", ResultFileDefect.ResultFileMalformed)]
    [InlineData("""<testsuites><testsuite name="a" tests="0"/></testsuites>""", ResultFileDefect.ResultFileWithoutSample)]
    [InlineData("Name,Value\na,1\nb", ResultFileDefect.ResultFileTruncated)]
    [InlineData("Name,Value\na,one\n", ResultFileDefect.ResultFileMalformed)]
    [InlineData("Name,Value\na,\"1\n", ResultFileDefect.ResultFileMalformed)]
    [InlineData("Name,Value\n", ResultFileDefect.ResultFileWithoutSample)]
    [InlineData("Name,Value,Direction\na,1,up\n", ResultFileDefect.ResultFileMalformed)]
    [InlineData("Name,Value,Kind\na,1,counts\n", ResultFileDefect.ResultFileMalformed)]
    [InlineData("Name,Value,Round\na,1,first\n", ResultFileDefect.ResultFileMalformed)]
    public void Each_defect_has_its_name(string text, ResultFileDefect defect) =>
        Assert.Equal(defect, Assert.Throws<ResultFileException>(() => ResultFile.Parse(text, "f")).Defect);

    /// <summary>Only one of the two would be compared, and nobody would see it.</summary>
    [Theory]
    [InlineData("Name,Value,Unit\na,100,ms\na,9,s\n", "it has 'time' of the benchmark 'a' in 'ms' and in 's'.")]
    [InlineData("Name,Value,Direction\na,1,lower\na,1,higher\n", "it has 'time' of the benchmark 'a' with either direction for the better one.")]
    [InlineData(
        """{"format":"PerfTracking.BenchmarkResults","schemaVersion":1,"source":"x","results":[{"name":"a","series":[{"metric":"time","unit":"ms","values":[1]},{"metric":"time","unit":"s","values":[1]}]}]}""",
        "it has 'time' of the benchmark 'a' in 'ms' and in 's'.")]
    public void A_metric_with_two_units_or_directions_is_refused(string text, string says) =>
        Assert.EndsWith(says, Assert.Throws<ResultFileException>(() => ResultFile.Parse(text, "f")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_nested_without_end_is_refused_at_once()
    {
        string Nested(string open, string close) => string.Concat(Enumerable.Repeat(open, 200_000)) + string.Concat(Enumerable.Repeat(close, 200_000));

        foreach (string text in new[] { Nested("[", "]"), $"<testsuites>{Nested("<a>", "</a>")}</testsuites>" })
        {
            Assert.Equal(ResultFileDefect.ResultFileMalformed, Assert.Throws<ResultFileException>(() => ResultFile.Parse(text, "f")).Defect);
        }
    }

    [Theory]
    [InlineData("Name,Value\n\"")]
    [InlineData("\"")]
    public void A_quote_that_is_never_closed_is_refused_at_once(string start) => Assert.Equal(
        ResultFileDefect.ResultFileMalformed,
        Assert.Throws<ResultFileException>(() => ResultFile.Parse(start + string.Concat(Enumerable.Repeat("x\n", 500_000)), "f")).Defect);

    [Fact]
    public void A_quote_within_a_field_and_a_field_of_many_lines_are_no_such_thing()
    {
        string rows = "5\" disk,1\n" + string.Concat(Enumerable.Repeat("b,1\n", 12_000)) + $"\"say \"\"{string.Concat(Enumerable.Repeat("x\n", 100))}\"\"\",2\n";
        Assert.Equal(3, ResultFile.Parse("Name,Value\n" + rows, "f").Results.Count);
    }

    [Fact]
    public void Folders_that_are_linked_to_one_above_are_left_out()
    {
        using var folder = new TemporaryFolder();
        string samples = Directory.CreateDirectory(folder["group/new"]).FullName;
        File.WriteAllText(Path.Combine(samples, "sample.json"), """{"iters":[1,2],"times":[5,10]}""");
        for (int i = 0; i < 3 && !OperatingSystem.IsWindows(); i++)
        {
            Directory.CreateSymbolicLink(folder[$"link{i}"], folder.Path);
        }

        Assert.Equal(2, Assert.Single(Assert.Single(ResultFile.Read(folder.Path).Results).Series).Samples.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(ResultFileDefect.ResultFileNotFound, Assert.Throws<ResultFileException>(() => ResultFile.Read(SampleFile.Path("none.json"))).Defect);
        Assert.Equal(ResultFileDefect.ResultFormatNotRecognized, Assert.Throws<ResultFileException>(() => ResultFile.Read(folder.Path)).Defect);
    }

    [Fact]
    public void A_file_that_is_larger_than_results_can_be_is_not_read()
    {
        using var folder = new TemporaryFolder();
        using (FileStream file = File.Create(folder["results.json"]))
        {
            file.SetLength((256L << 20) + 1);
        }

        Assert.Equal(ResultFileDefect.ResultFileTooLarge, Assert.Throws<ResultFileException>(() => { ResultFile.Read(folder["results.json"]); }).Defect);
    }

    [Fact]
    public void The_format_that_was_asked_for_is_the_one_that_is_read() =>
        Assert.Equal(
            ResultFileDefect.ResultFileMalformed,
            Assert.Throws<ResultFileException>(() => ResultFile.Parse(SampleFile.Text("hyperfine.json"), "f", ResultFormat.GoogleBenchmark)).Defect);

    [Fact]
    public void A_file_of_another_format_than_was_asked_for_is_said_to_be_that()
    {
        foreach (string file in Files.Append("Name,Value\na,1\n"))
        {
            string text = file.Contains('\n', StringComparison.Ordinal) ? file : SampleFile.Text(file);
            foreach (ResultFormat format in Enum.GetValues<ResultFormat>())
            {
                ResultFileException? refused = (ResultFileException?)Record.Exception(() => ResultFile.Parse(text, "f", format));

                Assert.True(refused is null || refused.Message.StartsWith("'f'", StringComparison.Ordinal), $"{file} as {format}: {refused?.Message}");
            }
        }

        Assert.Equal(
            "'f' is not of the format Hyperfine, which was asked for.",
            Assert.Throws<ResultFileException>(() => ResultFile.Parse(SampleFile.Text("go-bench.txt"), "f", ResultFormat.Hyperfine)).Message);
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_and_never_crash() =>
        Gen.Select(Gen.Int[0, Files.Length - 1].Select(static index => Files[index]), Gen.Int[0, 1 << 20], Gen.Int[0, 4], Gen.Char[' ', '~']).Sample(
            static (file, at, how, character) =>
            {
                string text = SampleFile.Text(file);
                int place = at % text.Length;
                string mutated = how switch
                {
                    0 => text[..place],
                    1 => text.Remove(place, Math.Min(7, text.Length - place)),
                    2 => text.Insert(place, character.ToString()),
                    3 => string.Concat(text.AsSpan(0, place), character.ToString(), text.AsSpan(place + 1)),
                    _ => text.Insert(place, text.Substring(place / 2, Math.Min(40, text.Length - (place / 2)))),
                };
                try
                {
                    PerfBenchmarkSession session = ResultFile.Parse(mutated, file);
                    return session.Results.All(static result => result.Series.All(static series => series.Samples.All(static sample => double.IsFinite(sample.Value))));
                }
                catch (ResultFileException)
                {
                    return true;
                }
            },
            iter: 3_000);
}
