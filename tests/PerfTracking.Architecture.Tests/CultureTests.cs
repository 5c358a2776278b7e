using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace PerfTracking.Architecture.Tests;

/// <summary>One voice: a number or a time reads the same in every culture, so that no text is made of one without saying how.</summary>
public class CultureTests
{
    /// <summary>What reads otherwise in German: a comma for the point, another order of a date. Whole numbers are the same.</summary>
    private static readonly HashSet<string> Varying =
    [
        .. new[] { typeof(double), typeof(float), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly) }.Select(static type => type.FullName!),
    ];

    public static TheoryData<string> Projects => [.. House.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_text_follows_the_culture(string project)
    {
        string[] found = Following(House.FileOf(project));

        // Whoever breaks the rule needs to see all of them.
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [Fact]
    public void Texts_that_follow_the_culture_are_found() => Assert.Equal(
        ["Voice.Builds", "Voice.Interpolates", "Voice.InterpolatesWhatMayBeNone", "Voice.InterpolatesWithin", "Voice.Joins", "Voice.SaysAnything", "Voice.ToText"],
        Following(typeof(CultureTests).Assembly.Location).Where(static name => name.StartsWith("Voice.", StringComparison.Ordinal)));

    private static string[] Following(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        return
        [
            .. module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody && !IsOfRecord(method) && Follows(method.Body))
                .Select(static method => $"{method.DeclaringType.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal),
        ];
    }

    // What the compiler makes of a record is for developers.
    private static bool IsOfRecord(MethodDefinition method) => method.Name == "PrintMembers";

    private static bool Follows(MethodBody body)
    {
        Stack<bool> texts = new(); // Interpolations that stand in each other, and whether each says how.
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is not MethodReference called)
            {
                continue;
            }

            string type = called.DeclaringType.Name;
            bool saysHow = called.Parameters.Any(static parameter => parameter.ParameterType.Name == nameof(IFormatProvider));
            if (type.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal))
            {
                switch (called.Name)
                {
                    case ".ctor":
                        texts.Push(saysHow);
                        break;
                    case "AppendFormatted" when !texts.Peek() && Argument(called) is { } value && (IsVarying(value) || value.MetadataType == MetadataType.Object || value.IsGenericParameter):
                        return true;
                    case "ToStringAndClear":
                        texts.Pop();
                        break;
                }
            }
            else if (called.Parameters.Any(static parameter => parameter.ParameterType.GetElementType().Name.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal)))
            {
                texts.Pop();
            }
            else if (!saysHow && (called.Name == nameof(ToString) && IsVarying(called.DeclaringType)
                || type is "String" or "StringBuilder" && (called.Parameters.Any(static parameter => IsVarying(parameter.ParameterType)) || Argument(called) is { } joined && IsVarying(joined))))
            {
                return true;
            }
        }

        return false;
    }

    private static TypeReference? Argument(MethodReference called) => called is GenericInstanceMethod { GenericArguments: [var argument, ..] } ? argument
        : called is { Name: "AppendFormatted", Parameters: [var parameter, ..] } ? parameter.ParameterType : null;

    private static bool IsVarying(TypeReference type) =>
        Varying.Contains(type is GenericInstanceType { Name: "Nullable`1", GenericArguments: [var value] } ? value.FullName : type.FullName);

    private static class Voice
    {
        public static string Interpolates(double value) => $"it is {value}";

        public static string InterpolatesWhatMayBeNone(DateTimeOffset? value) => $"it is {value:yyyy}";

        public static string InterpolatesWithin(float value, int count) => string.Create(CultureInfo.InvariantCulture, $"{count} of {(count > 1 ? $"at most {value}" : "none")}, {value}");

        public static string SaysAnything(object value) => $"it is {value}";

        public static string ToText(decimal value) => "it is " + value;

        public static string Joins(IEnumerable<double> values) => string.Join(", ", values);

        public static string Builds(double value) => new System.Text.StringBuilder().Append(value).ToString();

        public static string SaysHow(double value, DateTime at) => string.Create(CultureInfo.InvariantCulture, $"{value} at {at}") + FormattableString.Invariant($"{value}") + value.ToString(CultureInfo.InvariantCulture);

        public static string Counts(int value, string name, TimeSpan time) => $"{value} of {name} in {time}";
    }
}
