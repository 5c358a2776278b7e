using PerfTracking.Machine.Windows;

namespace PerfTracking.MachineTests.Launching;

/// <summary>Windows takes one line for all arguments; by the rules of CommandLineToArgvW it must become the same arguments again.</summary>
public class WindowsCommandLineTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("C:\\folder\\", "C:\\folder\\")]
    [InlineData("C:\\my folder\\", "\"C:\\my folder\\\\\"")]
    [InlineData("\\\"", "\"\\\\\\\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("\"", "\"\\\"\"")]
    [InlineData("--%", "--%")]
    [InlineData("%PATH%", "%PATH%")]
    public void An_argument_is_quoted_where_it_must_be(string argument, string quoted)
    {
        Assert.Equal($"\"C:\\tool.exe\" {quoted}", CommandLine.Of("C:\\tool.exe", [argument]));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a&calc", "\"a&calc\"")]
    [InlineData("a\"&calc", "\"a\"\"&calc\"")]
    [InlineData("%PATH%", "\"%%cd:~,%PATH%%cd:~,%\"")]
    [InlineData("ends in \\", "\"ends in \\\\\"")]
    public void A_batch_files_argument_cannot_become_a_command(string argument, string quoted)
    {
        Assert.Equal($"\"C:\\cmd.exe\" /d /e:on /v:off /c \"\"C:\\a b\\tool.cmd\" {quoted}\"", CommandLine.OfBatch("C:\\cmd.exe", "C:\\a b\\tool.cmd", [argument]));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    public void What_a_batch_file_cannot_be_given_is_refused(string argument)
    {
        Assert.Null(CommandLine.OfBatch("C:\\cmd.exe", "C:\\tool.bat", [argument]));
    }

    [Theory]
    [InlineData("C:\\x.cmd", true)]
    [InlineData("C:\\x.BAT", true)]
    [InlineData("C:\\x.bat. .", true)]
    [InlineData("C:\\x.cmd ", true)]
    [InlineData("C:\\x.exe", false)]
    [InlineData("C:\\cmd", false)]
    public void A_batch_file_is_known_by_its_name(string path, bool isBatch)
    {
        Assert.Equal(isBatch, CommandLine.IsBatch(path));
    }
}
