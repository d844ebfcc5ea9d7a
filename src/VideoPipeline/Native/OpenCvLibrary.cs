using System.Globalization;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace VideoPipeline.Native;

/// <summary>
/// Loads OpenCvSharp's native library before the first call into it, from the first of: the folder in
/// <c>VIDEOPIPELINE_NATIVE</c>; the package OpenCvSharp4.official.runtime.linux-x64, if the build uses it; the locally built
/// layer (<see cref="LocalLayer"/>); <c>.build/native</c> in a parent folder of the application; the runtime's default search
/// path (a Lambda layer, the system's library path).
/// </summary>
internal static partial class OpenCvLibrary
{
    /// <summary>The environment variable with the folder of the native library.</summary>
    public const string FolderVariable = "VIDEOPIPELINE_NATIVE";

    /// <summary>The maximum number of pixels of a decoded image, so that a small file cannot exhaust the memory.</summary>
    public const long MaxImagePixels = 1L << 27;

    private const string Library = "OpenCvSharpExtern";
    private const string FileName = $"lib{Library}.so";

    private static readonly Lazy<Loaded> s_loaded = new(Load);

    /// <summary>The path of the loaded library; null if the runtime's default search found it.</summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static string? LibraryPath => s_loaded.Value.Path;

    /// <summary>The version of OpenCV.</summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static string Version => s_loaded.Value.Version;

    /// <summary>
    /// Why the package's library is not used although the build includes it, and what to do; null if there is no such problem or
    /// the library has not been loaded.
    /// </summary>
    public static string? Warning => s_loaded.IsValueCreated ? s_loaded.Value.Remark : null;

    /// <summary>
    /// Loads the library if necessary. OpenCV then uses only the calling thread, because work is parallelized across workers.
    /// </summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static void EnsureLoaded() => _ = s_loaded.Value;

    private static Loaded Load()
    {
        // OpenCV reads the process environment, which Environment.SetEnvironmentVariable does not change on Linux.
        SetVariable("OPENCV_IO_MAX_IMAGE_PIXELS", MaxImagePixels.ToString(CultureInfo.InvariantCulture), overwrite: 1);
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
                    + "VideoPipeline's own library is used. Install the missing dependencies (Debian, Ubuntu: apt-get install "
                    + "libgtk-3-0), or build without OfficialOpenCv.";
            }
        }
        var own = Own();
        return (OpenOwn(own), own, remark);
    }

    // The runtime's search path for native libraries from packages.
    private static string? FromPackage() => ((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, FileName))
        .FirstOrDefault(File.Exists);

    private static string? Own()
    {
        if (LocalLayer.Find("opencv", $"lib/{FileName}") is { } layer) return layer;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, ".build", "native", FileName);
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
                $"The native OpenCV library {path ?? FileName} cannot be loaded: "
                + (path is null ? "it is not on the runtime's search path. " : Reason(e) + " ")
                + $"Build it with layers/opencv/build-extern, or set {FolderVariable} to its folder.",
                e);
        }
    }

    // The second line of the runtime's message is the message of the dynamic loader.
    private static string Reason(DllNotFoundException e) =>
        e.Message[(e.Message.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim().Split('\n')[0].TrimEnd('.') + ".";

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    private sealed record Loaded(string? Path, string Version, string? Remark);
}
