using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>
/// Finds substitutes (<c>src/Substitutes</c>) for packages that a package feed lacks. They work locally, but Lambda's managed
/// runtime calls members of Amazon.Lambda.Core that only the original package has. An <see cref="AssemblyMetadataAttribute"/>
/// marks them.
/// </summary>
public static class SubstituteRules
{
    private const string Marker = "SubstituteFor";

    /// <summary>The names of the NuGet packages that substitutes replace in a package.</summary>
    public static IEnumerable<string> ReplacedPackages(Package package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return package.Entries.Select(entry => ReplacedBy(entry.Content)).OfType<string>();
    }

    internal static IEnumerable<Finding> Check(Package package) =>
        from entry in package.Entries
        let replaced = ReplacedBy(entry.Content)
        where replaced is not null
        select new Finding(
            package.Name, entry.Path, $"it is a substitute for the package {replaced}",
            "Build with a package feed that has it, such as nuget.org", IsSubstitute: true);

    // ECMA-335, II.23.3: the value of a custom attribute is a two-byte prolog, followed by the constructor's arguments.
    private static string? ReplacedBy(byte[] content)
    {
        if (!content.AsSpan().StartsWith("MZ"u8)) return null;
        try
        {
            using var file = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(content));
            if (!file.HasMetadata || file.GetMetadataReader() is not { IsAssembly: true } metadata) return null;
            foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
            {
                var attribute = metadata.GetCustomAttribute(handle);
                if (!IsAssemblyMetadata(metadata, attribute.Constructor)) continue;
                var value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                if (value.ReadSerializedString() == Marker) return value.ReadSerializedString();
            }
        }
        catch (BadImageFormatException)
        {
            // Not a .NET assembly.
        }
        return null;
    }

    private static bool IsAssemblyMetadata(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference) return false;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return parent.Kind == HandleKind.TypeReference &&
            metadata.StringComparer.Equals(
                metadata.GetTypeReference((TypeReferenceHandle)parent).Name, nameof(AssemblyMetadataAttribute));
    }
}
