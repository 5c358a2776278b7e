using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PerfTracking.HelpCompiler;

/// <summary>Compiles a folder of pages to one help file.</summary>
internal static class HelpFile
{
    /// <summary>Writes the help of all pages, or nothing when one of them is malformed.</summary>
    /// <returns>What is wrong with the pages.</returns>
    public static IReadOnlyList<PageError> Compile(string folder, string output)
    {
        var errors = new List<PageError>();
        var pages = new List<HelpPage>();

        // In the order of their names, so that the same pages always make the same file.
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md") : [];
        foreach (string path in paths.OrderBy(Path.GetFileName, StringComparer.Ordinal))
        {
            var reader = new PageReader(path, File.ReadAllText(path));
            if (reader.Read() is { } page)
            {
                pages.Add(page);
            }

            errors.AddRange(reader.Errors);
        }

        if (paths.Length == 0)
        {
            errors.Add(new PageError(folder, 1, "There is no page (*.md) in this folder."));
        }

        if (errors.Count == 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
            Write(Maml.Document(pages), output);
        }

        return errors;
    }

    private static void Write(XDocument document, string output)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using var writer = XmlWriter.Create(output, settings);
        document.Save(writer);
    }
}
