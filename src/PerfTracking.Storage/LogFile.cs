using System.Runtime.InteropServices;

namespace PerfTracking.Storage;

/// <summary>Adds a line to a file that other processes add to and read at the same time.</summary>
internal static partial class LogFile
{
    private const int WriteOnly = 0x1; // O_WRONLY
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan WriterTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds a line, and makes the file where it is missing, for its owner alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line with its end.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, byte[] line)
    {
        if (!File.Exists(path))
        {
            OwnerOnly.CreateFile(path);
        }

        if (OperatingSystem.IsWindows())
        {
            using FileStream file = OpenForWriting(path);
            file.Write(line, 0, line.Length);
        }
        else
        {
            AppendAtOnce(path, line);
        }
    }

    // Readers are let in, another writer is waited for: .NET appends by position, so that two could overwrite each other.
    private static FileStream OpenForWriting(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        long deadline = Environment.TickCount64 + (long)WriterTimeout.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (exception.HResult == SharingViolation && Environment.TickCount64 < deadline)
            {
                Thread.Sleep(1);
            }
        }
    }

    // The kernel puts what is written with O_APPEND behind all that is there, one write after the other. .NET would take a lock,
    // and a reader of .NET's, as Get-Content -Wait, holds one for as long as it reads.
    private static unsafe void AppendAtOnce(string path, byte[] line)
    {
        int flags = WriteOnly | (OperatingSystem.IsMacOS() ? 0x8 | 0x1000000 : 0x400 | 0x80000); // O_APPEND | O_CLOEXEC
        int file = Open(path, flags);
        if (file < 0)
        {
            throw Failure(path);
        }

        try
        {
            fixed (byte* text = line)
            {
                for (nint written = 0; written < line.Length;)
                {
                    nint more = Write(file, text + written, line.Length - written);
                    written += more >= 0 ? more : throw Failure(path);
                }
            }
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static IOException Failure(string path) => new($"'{path}' cannot be written: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint Write(int file, byte* text, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
