using System.ComponentModel;
using System.Runtime.InteropServices;
using PerfTracking.Programs;

namespace PerfTracking.Machine.Windows;

/// <summary>The three handles that a program inherits, and no others, whatever else of this process may be inherited at that moment.</summary>
internal sealed unsafe class InheritedHandles : IDisposable
{
    private const uint SameAccess = 2; // DUPLICATE_SAME_ACCESS
    private const int FirstStandardHandle = -10; // STD_INPUT_HANDLE; output and errors follow downwards

    private readonly nint[] _handles = new nint[3];
    private readonly nint* _list = (nint*)NativeMemory.AllocZeroed(3, (nuint)sizeof(nint));
    private readonly void* _attributes;
    private readonly bool _hasAttributes;
    private readonly int _count;

    /// <summary>Copies the handles of a program's streams, so that the copies are inherited.</summary>
    /// <param name="streams">The open streams.</param>
    public InheritedHandles(ProgramStreams streams)
    {
        for (int i = 0; i < 3; i++)
        {
            nint original = streams[i] is { } handle ? handle.DangerousGetHandle() : ProgramCalls.StandardHandle(FirstStandardHandle - i);
            nint copy;
            if (original is not (0 or -1) && ProgramCalls.Duplicate(ProcessCalls.ThisProcess, original, ProcessCalls.ThisProcess, &copy, 0, 1, SameAccess) != 0)
            {
                _handles[i] = copy;
                _list[_count++] = copy;
            }
        }

        nuint size;
        _ = ProgramCalls.InitializeAttributes(null, 1, 0, &size);
        _attributes = NativeMemory.AllocZeroed(size);
        _hasAttributes = ProgramCalls.InitializeAttributes(_attributes, 1, 0, &size) != 0;
        if (!_hasAttributes
            || (_count > 0 && ProgramCalls.SetAttribute(_attributes, 0, ProgramCalls.HandleList, _list, (nuint)(_count * sizeof(nint)), null, null) == 0))
        {
            int error = Marshal.GetLastPInvokeError();
            Dispose();
            throw new ProgramStartException(new Win32Exception(error).Message, error);
        }
    }

    /// <summary>Whether there is one to inherit. Without a list CreateProcessW would hand on everything that can be inherited.</summary>
    public bool Any => _count > 0;

    /// <summary>What CreateProcessW wants to know of them.</summary>
    public ProgramCalls.Startup Startup() => new()
    {
        Size = (uint)sizeof(ProgramCalls.Startup),
        Flags = Any ? ProgramCalls.UseHandles : 0,
        Input = _handles[0],
        Output = _handles[1],
        Error = _handles[2],
        Attributes = _attributes,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint handle in _handles)
        {
            if (handle != 0)
            {
                _ = ProcessCalls.Close(handle);
            }
        }

        if (_hasAttributes)
        {
            ProgramCalls.DeleteAttributes(_attributes);
        }

        NativeMemory.Free(_attributes);
        NativeMemory.Free(_list);
    }
}
