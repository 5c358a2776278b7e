using PerfTracking.HelpCompiler;

if (args is not [string folder, string output])
{
    Console.Error.WriteLine("Usage: PerfTracking.HelpCompiler <folder of cmdlet pages> <MAML file to write>");
    return 64;
}

IReadOnlyList<PageError> errors = HelpFile.Compile(folder, output);
foreach (PageError error in errors)
{
    Console.Error.WriteLine(error);
}

return errors.Count > 0 ? 1 : 0;
