using System.Reflection;
using System.Reflection.Emit;

namespace VideoPipeline.Layers.Tests.Support;

/// <summary>Creates assemblies without code.</summary>
internal static class Assemblies
{
    /// <summary>Creates an assembly with an <see cref="AssemblyMetadataAttribute"/>.</summary>
    public static byte[] With(string key, string value)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Any"), typeof(object).Assembly);
        assembly.DefineDynamicModule("Any.dll");
        assembly.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!, [key, value]));
        using var file = new MemoryStream();
        assembly.Save(file);
        return file.ToArray();
    }
}
