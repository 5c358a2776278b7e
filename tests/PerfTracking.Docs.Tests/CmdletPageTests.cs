using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PerfTracking.HelpCompiler;

namespace PerfTracking.Docs.Tests;

public sealed partial class CmdletPageTests
{
    public static TheoryData<string> Names => [.. BuiltModule.Cmdlets.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_exported_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Assert.Equal(
            BuiltModule.Cmdlets.Keys.Order(StringComparer.Ordinal),
            Directory.GetFiles(BuiltModule.Setting("Pages"), "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_describes_the_parameters_there_are_and_no_others(string cmdlet) =>
        Assert.Equal(
            BuiltModule.Cmdlets[cmdlet].Parameters.Keys.Except(Cmdlet.CommonParameters).Order(StringComparer.Ordinal),
            Page(cmdlet).Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_the_types_positions_pipeline_and_wildcard_facts_of_the_cmdlet(string cmdlet) =>
        Assert.Equal(
            string.Join('\n', ParameterFacts.Of(BuiltModule.Cmdlets[cmdlet]).Order(StringComparer.Ordinal)),
            string.Join('\n', ParameterFacts.Of(Page(cmdlet)).Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_that_a_page_names_is_the_cmdlets_own(string cmdlet)
    {
        Type type = BuiltModule.Cmdlets[cmdlet].ImplementingType;
        object instance = Activator.CreateInstance(type)!;
        foreach (HelpParameter parameter in Page(cmdlet).Parameters)
        {
            string documented = parameter.Details[0].DefaultValue;
            if (documented is not ("None" or "False"))
            {
                Assert.Equal($"-{parameter.Name} {Text(type.GetProperty(parameter.Name)?.GetValue(instance))}", $"-{parameter.Name} {documented}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_tells_how_large_a_number_may_be(string cmdlet)
    {
        foreach (HelpParameter parameter in Page(cmdlet).Parameters)
        {
            ValidateRangeAttribute? range = BuiltModule.Cmdlets[cmdlet].Parameters[parameter.Name].Attributes.OfType<ValidateRangeAttribute>().FirstOrDefault();
            if (range?.MaxRange is not (null or int.MaxValue))
            {
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{range.MaxRange:#,0}"), $"-{parameter.Name} {string.Join(' ', parameter.Description)}", StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("Calibrated")]
    [InlineData("Tiered")]
    public void A_limit_that_the_policys_page_names_is_that_of_the_presets(string preset)
    {
        PSObject policy = BuiltModule.Run("Get-PerfPolicy", "Name", preset).Single();
        foreach (HelpParameter parameter in Page("Set-PerfPolicy").Parameters)
        {
            if (PresetValue().Match(parameter.Description[0]) is { Success: true } match)
            {
                double documented = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
                Assert.Equal($"-{parameter.Name} {Convert.ToDouble(policy.Properties[parameter.Name].Value, CultureInfo.InvariantCulture)}", $"-{parameter.Name} {documented}");
            }
        }
    }

    private static HelpPage Page(string cmdlet)
    {
        string path = Path.Combine(BuiltModule.Setting("Pages"), cmdlet + ".md");
        var reader = new PageReader(path, File.ReadAllText(path));
        HelpPage? page = reader.Read();
        Assert.True(page is not null, string.Join('\n', reader.Errors));
        return page;
    }

    private static string? Text(object? value) =>
        value is IEnumerable and not string ? string.Join(", ", ((IEnumerable)value).Cast<object>()) : Convert.ToString(value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"In the presets ([\d.]+)\.(?: |$)")]
    private static partial Regex PresetValue();
}
