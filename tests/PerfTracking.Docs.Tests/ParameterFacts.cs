using System.Globalization;
using System.Management.Automation;
using PerfTracking.HelpCompiler;

namespace PerfTracking.Docs.Tests;

/// <summary>What is true of a parameter in a parameter set, from the engine or from a page, as one line that can be compared.</summary>
internal static class ParameterFacts
{
    private const string EverySet = "__AllParameterSets";

    /// <summary>The lines of a cmdlet.</summary>
    public static IEnumerable<string> Of(CmdletInfo cmdlet) =>
        from set in cmdlet.ParameterSets
        from parameter in set.Parameters
        where !Cmdlet.CommonParameters.Contains(parameter.Name)
        select Line(
            SetName(set),
            parameter.Name,
            TypeName(parameter.ParameterType),
            parameter.IsMandatory,
            parameter.Position < 0 ? "named" : parameter.Position.ToString(CultureInfo.InvariantCulture),
            PipelineInput(parameter),
            cmdlet.Parameters[parameter.Name].Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases),
            AcceptedValues(parameter));

    /// <summary>The lines of a page, by its syntaxes and the blocks of facts that hold in them.</summary>
    public static IEnumerable<string> Of(HelpPage page) =>
        from set in page.Syntax
        from parameter in page.Parameters
        let facts = parameter.In(set.Name)
        where facts is not null
        select Line(set.Name, parameter.Name, facts.Type, facts.Required, facts.Position, facts.PipelineInput, facts.Wildcards, facts.Aliases, facts.AcceptedValues);

    /// <summary>The name of a parameter set as a page has it.</summary>
    public static string SetName(CommandParameterSetInfo set) => set.Name == EverySet ? ParameterDetails.AllSets : set.Name;

    private static string Line(string set, string name, string type, bool required, string position, string pipeline, bool wildcards, string aliases, IEnumerable<string> values) =>
        $"{set} -{name} <{type}> required: {required}, position: {position}, pipeline: {pipeline}, wildcards: {wildcards}, aliases: {aliases}, values: {string.Join(", ", values)}";

    private static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static string PipelineInput(CommandParameterInfo parameter) => (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static IEnumerable<string> AcceptedValues(CommandParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        Type element = type.GetElementType() ?? type;
        return parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues ?? (element.IsEnum ? Enum.GetNames(element) : []);
    }
}
