using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace PerfTracking.ModuleTests.Package;

/// <summary>
/// What an image says of the platform that its code was compiled for. The format is .NET's own
/// (docs/design/coreclr/botr/readytorun-format.md in dotnet/runtime).
/// </summary>
internal sealed class ReadyToRunImage : IDisposable
{
    private const uint Signature = 0x00525452; // "RTR"
    private const int HeaderSize = 16;
    private const int SectionSize = 12;
    private const int ImportSections = 101;
    private const int ImportSectionSize = 20;
    private const byte CallOfOwnMethod = 0x14; // READYTORUN_FIXUP_MethodEntry_DefToken
    private const byte CallOfOtherMethod = 0x15; // READYTORUN_FIXUP_MethodEntry_RefToken

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public ReadyToRunImage(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Whether there is code in it beside the portable one.</summary>
    public bool HasCode => _file.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };

    /// <summary>The system and the processor: the machine of the header, which other systems than Windows mark by bits of their own.</summary>
    public (string System, Architecture Processor) Target => ((ushort)_file.PEHeaders.CoffHeader.Machine) switch
    {
        0x8664 => ("win", Architecture.X64),
        0xAA64 => ("win", Architecture.Arm64),
        0x8664 ^ 0x7B79 => ("linux", Architecture.X64),
        0xAA64 ^ 0x7B79 => ("linux", Architecture.Arm64),
        0x8664 ^ 0x4644 => ("osx", Architecture.X64),
        0xAA64 ^ 0x4644 => ("osx", Architecture.Arm64),
        ushort other => throw new InvalidDataException($"An image for machine {other:x}."),
    };

    /// <summary>The methods of its own and of other assemblies that the compiled code calls by their names, as Namespace.Type.Method.</summary>
    public IEnumerable<string> Calls()
    {
        PEMemoryBlock imports = Section(ImportSections, out int size);
        for (int offset = 0; offset < size; offset += ImportSectionSize)
        {
            BlobReader section = imports.GetReader(offset, ImportSectionSize);
            section.ReadInt32();
            int cells = section.ReadInt32();
            section.ReadInt16();
            section.ReadByte();
            byte cellSize = section.ReadByte();
            int signatures = section.ReadInt32();
            for (int cell = 0; signatures != 0 && cell < cells / cellSize; cell++)
            {
                BlobReader fixup = At(At(signatures + (4 * cell)).ReadInt32());
                switch (fixup.ReadByte())
                {
                    case CallOfOwnMethod:
                        yield return NameOf(_metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(fixup.ReadCompressedInteger())));
                        break;
                    case CallOfOtherMethod:
                        yield return NameOf(_metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(fixup.ReadCompressedInteger())));
                        break;
                }
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private PEMemoryBlock Section(int wanted, out int size)
    {
        BlobReader header = At(_file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.RelativeVirtualAddress);
        Assert.Equal(Signature, header.ReadUInt32());
        header.Offset = HeaderSize - 4;
        for (int left = header.ReadInt32(); left > 0; left--)
        {
            if (header.ReadInt32() == wanted)
            {
                int address = header.ReadInt32();
                size = header.ReadInt32();
                return _file.GetSectionData(address);
            }

            header.Offset += SectionSize - 4;
        }

        throw new InvalidDataException($"The image has no section {wanted}.");
    }

    private BlobReader At(int address) => _file.GetSectionData(address).GetReader();

    private string NameOf(MethodDefinition method) => $"{NameOf(_metadata.GetTypeDefinition(method.GetDeclaringType()))}.{_metadata.GetString(method.Name)}";

    private string NameOf(MemberReference member) => member.Parent.Kind == HandleKind.TypeReference
        ? $"{NameOf(_metadata.GetTypeReference((TypeReferenceHandle)member.Parent))}.{_metadata.GetString(member.Name)}"
        : _metadata.GetString(member.Name);

    private string NameOf(TypeDefinition type) => $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";

    private string NameOf(TypeReference type) => $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
}
