using System.Globalization;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace VideoPipeline.Native;

/// <summary>
/// Finds OpenCvSharp's native library before the first call into it: in the folder that <c>VIDEOPIPELINE_NATIVE</c> names, else
/// where the package OpenCvSharp4.official.runtime.linux-x64 put it, if the build was told to take that, else in the layer that was built
/// here (<see cref="LocalLayer"/>), else in <c>.build/native</c> of a folder above the application, else where the runtime looks by
/// itself (a Lambda layer, the system's library path).
/// </summary>
public static partial class OpenCvLibrary
{
    /// <summary>The environment variable that names the folder of the native library.</summary>
    public const string FolderVariable = "VIDEOPIPELINE_NATIVE";

    /// <summary>Pixels of the largest picture that is decoded, so that a small file cannot ask for all memory.</summary>
    public const long LargestPicture = 1L << 27;

    private const string Library = "OpenCvSharpExtern";
    private const string FileName = $"lib{Library}.so";

    private static readonly Lazy<Loaded> s_loaded = new(Load);

    /// <summary>The file that is loaded; null where the runtime's own search found it.</summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static string? LibraryPath => s_loaded.Value.Path;

    /// <summary>OpenCV's version.</summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static string Version => s_loaded.Value.Version;

    /// <summary>Why another library is used than the build was told to take, and what to do; null where none is, or none is loaded.</summary>
    public static string? Remark => s_loaded.IsValueCreated ? s_loaded.Value.Remark : null;

    /// <summary>
    /// Loads the library if it is not loaded, and has OpenCV use the calling thread alone: workers are the parallelism.
    /// </summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static void EnsureLoaded() => _ = s_loaded.Value;

    private static Loaded Load()
    {
        // OpenCV reads it from the process's own environment, of which .NET has but a copy.
        SetVariable("OPENCV_IO_MAX_IMAGE_PIXELS", LargestPicture.ToString(CultureInfo.InvariantCulture), overwrite: 1);
        var (library, path, remark) = Open();
        NativeLibrary.SetDllImportResolver(typeof(Mat).Assembly, (name, _, _) => name == Library ? library : 0);
        Cv2.SetNumThreads(1);
        return new Loaded(path, Cv2.GetVersionString() ?? "unknown", remark);
    }

    private static (nint Library, string? Path, string? Remark) Open()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
        {
            var path = Path.Combine(named, FileName);
            return (OpenOwn(path), path, null);
        }
        string? remark = null;
        if (FromPackage() is { } official)
        {
            try
            {
                return (NativeLibrary.Load(official), official, null);
            }
            catch (DllNotFoundException e)
            {
                remark = $"The library of OpenCvSharp4.official.runtime.linux-x64 cannot be loaded: {Reason(e)} "
                    + "Install what it needs (Debian, Ubuntu: apt-get install libgtk-3-0), or build without OfficialOpenCv. VideoPipeline's own is used.";
            }
        }
        var own = Own();
        return (OpenOwn(own), own, remark);
    }

    // Where the runtime looks for what packages bring.
    private static string? FromPackage() => ((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, FileName))
        .FirstOrDefault(File.Exists);

    private static string? Own()
    {
        if (LocalLayer.Find("opencv", $"lib/{FileName}") is { } layer) return layer;
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var built = Path.Combine(above.FullName, ".build", "native", FileName);
            if (File.Exists(built)) return built;
        }
        return null;
    }

    private static nint OpenOwn(string? path)
    {
        try
        {
            return path is null ? NativeLibrary.Load(Library, typeof(Mat).Assembly, null) : NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException(
                $"The native vision library {path ?? FileName} cannot be loaded. "
                + $"Build it with layers/opencv/build-extern, or name the folder it is in by {FolderVariable}. "
                + (path is null ? "It is nowhere that the runtime looks." : Reason(e)),
                e);
        }
    }

    // Behind its first line, the runtime's message is what the loader said.
    private static string Reason(DllNotFoundException e) => e.Message[(e.Message.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim().Split('\n')[0].TrimEnd('.') + ".";

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    private sealed record Loaded(string? Path, string Version, string? Remark);
}
