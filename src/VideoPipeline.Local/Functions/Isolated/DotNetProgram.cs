using System.Runtime.InteropServices;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// This program as <c>dotnet exec</c> would start it. Isolated functions run with its dependencies and frameworks rather than
/// with those of their own project, because its folder is laid out for the former: the build leaves out of it what a framework
/// of the program brings.
/// </summary>
internal static class DotNetProgram
{
    /// <summary>The <c>dotnet</c> that runs this program, three folders above its runtime; it need not be on the PATH.</summary>
    public static string Host => Existing(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>The <c>.deps.json</c>; the host gives its path, before those of the frameworks.</summary>
    public static string DependenciesFile =>
        AppContext.GetData("APP_CONTEXT_DEPS_FILES") is string files
            ? Existing(files.Split(';')[0])
            : throw new InvalidOperationException("This program was not started by the dotnet host, so functions cannot be isolated.");

    /// <summary>The <c>.runtimeconfig.json</c> beside it.</summary>
    public static string RuntimeConfigurationFile =>
        Existing(DependenciesFile.Replace(".deps.json", ".runtimeconfig.json", StringComparison.Ordinal));

    /// <summary>An assembly beside this program.</summary>
    public static string Assembly(string name) => Existing(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));

    private static string Existing(string path) => File.Exists(path)
        ? Path.GetFullPath(path)
        : throw new FileNotFoundException($"{path}, which isolated functions need, does not exist; build the program anew.", path);
}
