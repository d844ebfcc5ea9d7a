using System.Runtime.InteropServices;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// The files that <c>dotnet exec</c> needs to start a process like this one. Isolated functions run with the dependencies and
/// frameworks of this program instead of their own project's: the output folder lacks assemblies that this program's frameworks
/// provide.
/// </summary>
internal static class DotNetProgram
{
    /// <summary>The <c>dotnet</c> host of this program, three folders above its runtime; it may not be on the PATH.</summary>
    public static string Host => Existing(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>The <c>.deps.json</c> of this program: the host lists it first, then those of the frameworks.</summary>
    public static string DependenciesFile =>
        AppContext.GetData("APP_CONTEXT_DEPS_FILES") is string files
            ? Existing(files.Split(';')[0])
            : throw new InvalidOperationException(
                "Functions cannot be isolated, because this program was not started by the dotnet host. Start it with dotnet.");

    /// <summary>The <c>.runtimeconfig.json</c> beside it.</summary>
    public static string RuntimeConfigurationFile =>
        Existing(DependenciesFile.Replace(".deps.json", ".runtimeconfig.json", StringComparison.Ordinal));

    /// <summary>The path of an assembly in the folder of this program.</summary>
    public static string Assembly(string name) => Existing(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));

    private static string Existing(string path) => File.Exists(path)
        ? Path.GetFullPath(path)
        : throw new FileNotFoundException($"{path} does not exist. Isolated functions need it: rebuild the program.", path);
}
