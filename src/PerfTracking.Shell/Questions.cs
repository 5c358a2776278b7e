using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PerfTracking.Shell;

/// <summary>The questions the engine asks a person: values of mandatory parameters, confirmations, credentials.</summary>
internal static class Questions
{
    /// <summary>Asks for a value of each field, again until it can be converted to the field's type.</summary>
    public static Dictionary<string, PSObject> AskFields(PSHostUserInterface ui, string caption, string message, Collection<FieldDescription> fields)
    {
        Introduce(ui, caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (FieldDescription field in fields)
        {
            Type type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
            answers[field.Name] = PSObject.AsPSObject(type.IsArray || type == typeof(IList)
                ? AskList(ui, field.Name, type.GetElementType() ?? typeof(object))
                : AskValue(ui, field.Name, type));
        }

        return answers;
    }

    /// <summary>Shows the choices and hands back the index of the one taken.</summary>
    public static int AskChoice(PSHostUserInterface ui, string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(ui, caption, message);
        (string Key, string Label)[] labels = [.. choices.Select(choice => Split(choice.Label))];
        string help = defaultChoice >= 0 ? $"[?] Help (default is \"{labels[defaultChoice].Key}\"): " : "[?] Help: ";
        while (true)
        {
            ui.Write(string.Join("  ", labels.Select(label => $"[{label.Key}] {label.Label}").Append(help)));
            string? answer = ui.ReadLine()?.Trim();
            if (string.IsNullOrEmpty(answer))
            {
                // The end of the input is no answer: without a default there is nothing to take.
                return defaultChoice >= 0 || answer is not null ? defaultChoice : throw new PSInvalidOperationException("The input ended before a choice was made.");
            }

            int index = Array.FindIndex(labels, label => Same(label.Key, answer) || Same(label.Label, answer));
            if (index >= 0)
            {
                return index;
            }

            if (answer == "?")
            {
                for (int i = 0; i < labels.Length; i++)
                {
                    ui.WriteLine($"{labels[i].Key} - {choices[i].HelpMessage}");
                }
            }
        }
    }

    /// <summary>Asks for a user's name, unless it is known, and a password.</summary>
    public static PSCredential AskCredential(PSHostUserInterface ui, string caption, string message, string userName)
    {
        Introduce(ui, caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            ui.Write("User: ");
            userName = ui.ReadLine();
        }

        ui.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ui.ReadLineAsSecureString());
    }

    private static void Introduce(PSHostUserInterface ui, string caption, string message)
    {
        ui.WriteLine();
        foreach (string text in new[] { caption, message }.Where(text => !string.IsNullOrEmpty(text)))
        {
            ui.WriteLine(text);
        }
    }

    private static object AskValue(PSHostUserInterface ui, string name, Type type)
    {
        while (true)
        {
            ui.Write($"{name}: ");
            if (type == typeof(SecureString))
            {
                return ui.ReadLineAsSecureString();
            }

            if (type == typeof(PSCredential))
            {
                return AskCredential(ui, "", "", "");
            }

            string? answer = ui.ReadLine();
            if (answer is null)
            {
                return "";
            }

            if (LanguagePrimitives.TryConvertTo(answer, type, out object value))
            {
                return value;
            }

            ui.WriteErrorLine($"Cannot recognize \"{answer}\" as a {type.FullName}.");
        }
    }

    private static Array AskList(PSHostUserInterface ui, string name, Type type)
    {
        var values = new ArrayList();
        while (true)
        {
            ui.Write($"{name}[{values.Count}]: ");
            string? answer = ui.ReadLine();
            if (string.IsNullOrEmpty(answer))
            {
                return values.ToArray(type);
            }

            if (LanguagePrimitives.TryConvertTo(answer, type, out object value))
            {
                values.Add(value);
            }
        }
    }

    private static (string Key, string Label) Split(string label)
    {
        int mark = label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < label.Length
            ? (char.ToUpperInvariant(label[mark + 1]).ToString(), label.Remove(mark, 1))
            : (label, label);
    }

    private static bool Same(string label, string answer) => string.Equals(label, answer, StringComparison.OrdinalIgnoreCase);
}
