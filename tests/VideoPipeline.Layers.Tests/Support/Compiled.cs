using System.Diagnostics;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests.Support;

/// <summary>Compiles and links ELF files with the dependencies that a test needs.</summary>
internal static class Compiled
{
    /// <summary>A program that calls <c>wanted()</c>, which its libc.so.6 defines with a symbol version.</summary>
    public static byte[] ProgramFor(string version)
    {
        using var folder = new TemporaryFolder();
        folder.Write("libc.c", "int wanted(void) { return 0; }"u8);
        folder.Write("versions", System.Text.Encoding.ASCII.GetBytes($"{version} {{ wanted; }};"));
        Compile(
            folder, "-shared", "-nostdlib", "-Wl,-soname,libc.so.6", "-Wl,--version-script=versions", "libc.c", "-o", "libc.so");
        folder.Write("main.c", "int wanted(void); void _start(void) { wanted(); }"u8);
        return Compile(folder, "-nostdlib", "main.c", "libc.so", "-o", "main");
    }

    /// <summary>A library from C source, with additional compiler options.</summary>
    public static byte[] Library(string source, params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("library.c", System.Text.Encoding.ASCII.GetBytes(source));
        return Compile(folder, ["-shared", "-nostdlib", "library.c", "-o", "library.so", .. options]);
    }

    /// <summary>A library that calls <c>wanted()</c> of the library <paramref name="needed"/>.</summary>
    public static byte[] LibraryOn(string needed, params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("needed.c", "int wanted(void) { return 0; }"u8);
        Compile(folder, "-shared", "-nostdlib", $"-Wl,-soname,{needed}", "needed.c", "-o", "needed.so");
        folder.Write("library.c", "int wanted(void); int given(void) { return wanted(); }"u8);
        return Compile(folder, ["-shared", "-nostdlib", "library.c", "needed.so", "-o", "library.so", .. options]);
    }

    /// <summary>A library that defines <c>given()</c> with a symbol version.</summary>
    public static byte[] LibraryAt(string version)
    {
        using var folder = new TemporaryFolder();
        return LibraryAt(folder, "library.so", version);
    }

    /// <summary>A library that calls <c>given()</c> with a symbol version of the library <paramref name="needed"/>.</summary>
    public static byte[] LibraryOnVersion(string needed, string version, params string[] options)
    {
        using var folder = new TemporaryFolder();
        LibraryAt(folder, "needed.so", version, $"-Wl,-soname,{needed}");
        folder.Write("user.c", "int given(void); int use(void) { return given(); }"u8);
        return Compile(folder, ["-shared", "-nostdlib", "user.c", "needed.so", "-o", "user.so", .. options]);
    }

    /// <summary>A program without libraries, with additional compiler options.</summary>
    public static byte[] StaticProgram(params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.c", "void _start(void) { }"u8);
        return Compile(folder, ["-nostdlib", "main.c", "-o", "main", .. options]);
    }

    private static byte[] LibraryAt(TemporaryFolder folder, string name, string version, params string[] options)
    {
        folder.Write("given.c", "int given(void) { return 0; }"u8);
        folder.Write("versions", System.Text.Encoding.ASCII.GetBytes($"{version} {{ given; }};"));
        return Compile(folder, ["-shared", "-nostdlib", "-Wl,--version-script=versions", "given.c", "-o", name, .. options]);
    }

    private static byte[] Compile(TemporaryFolder folder, params string[] arguments)
    {
        using var compiler = Process.Start(new ProcessStartInfo("c++", ["-xc", "-fPIC", .. Inputs(arguments)])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardError = true,
        })!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
        return File.ReadAllBytes(folder.File(arguments[Array.IndexOf(arguments, "-o") + 1]));
    }

    // -xc applies to all following files, so it must be reset before libraries.
    private static IEnumerable<string> Inputs(string[] arguments)
    {
        return arguments.SelectMany(argument => IsLibrary(argument) ? ["-xnone", argument] : new[] { argument });

        bool IsLibrary(string argument) => argument.EndsWith(".so", StringComparison.Ordinal)
            && arguments[Array.IndexOf(arguments, argument) - 1] != "-o";
    }
}
