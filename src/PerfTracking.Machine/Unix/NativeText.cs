using System.Runtime.InteropServices;
using System.Text;

namespace PerfTracking.Machine.Unix;

/// <summary>Texts as the C library takes them, argv and envp among them, until it is disposed of.</summary>
internal sealed unsafe class NativeText : IDisposable
{
    private readonly List<nint> _blocks = [];

    /// <summary>One text, UTF-8 with a zero at its end.</summary>
    public byte* Text(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        byte* block = (byte*)Allocate((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(block, length));
        block[length] = 0;
        return block;
    }

    /// <summary>An array of texts with a null at its end.</summary>
    public byte** Texts(IReadOnlyCollection<string> texts)
    {
        byte** array = (byte**)Allocate((nuint)((texts.Count + 1) * sizeof(nint)));
        int index = 0;
        foreach (string text in texts)
        {
            array[index++] = Text(text);
        }

        array[index] = null;
        return array;
    }

    /// <summary>Memory of the C library's, which is filled with zeros.</summary>
    public void* Allocate(nuint bytes)
    {
        void* block = NativeMemory.AllocZeroed(bytes);
        _blocks.Add((nint)block);
        return block;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint block in _blocks)
        {
            NativeMemory.Free((void*)block);
        }

        _blocks.Clear();
    }
}
