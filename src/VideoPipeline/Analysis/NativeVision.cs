using System.Globalization;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace VideoPipeline.Analysis;

/// <summary>
/// Finds OpenCvSharp's native library before the first call into it: in the folder that <c>VIDEOPIPELINE_NATIVE</c>
/// names, else in the layer that was built here (<see cref="BuiltLayer"/>), else in <c>.build/native</c> of a folder above the
/// application, else where the runtime looks by itself (a Lambda layer, the package's runtimes folder, the system's library path).
/// </summary>
public static partial class NativeVision
{
    /// <summary>The environment variable that names the folder of the native library.</summary>
    public const string FolderVariable = "VIDEOPIPELINE_NATIVE";

    /// <summary>Pixels of the largest picture that is decoded, so that a small file cannot ask for all memory.</summary>
    public const long LargestPicture = 1L << 27;

    private const string Library = "OpenCvSharpExtern";
    private const string FileName = $"lib{Library}.so";

    private static readonly Lazy<string> s_version = new(Load);

    /// <summary>The file found before the runtime's own search; null where that search is left to find one.</summary>
    public static string? LibraryPath { get; } =
        Find(Environment.GetEnvironmentVariable(FolderVariable), AppContext.BaseDirectory);

    /// <summary>OpenCV's version.</summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static string Version => s_version.Value;

    /// <summary>
    /// Loads the library if it is not loaded, and has OpenCV use the calling thread alone: workers are the parallelism.
    /// </summary>
    /// <exception cref="DllNotFoundException">There is no native library.</exception>
    public static void EnsureLoaded() => _ = s_version.Value;

    private static string? Find(string? folder, string application)
    {
        if (!string.IsNullOrEmpty(folder)) return Path.Combine(folder, FileName);
        if (BuiltLayer.Find("opencv", $"lib/{FileName}") is { } layer) return layer;
        for (var above = new DirectoryInfo(application); above is not null; above = above.Parent)
        {
            var built = Path.Combine(above.FullName, ".build", "native", FileName);
            if (File.Exists(built)) return built;
        }

        return null;
    }

    private static string Load()
    {
        // OpenCV reads it from the process's own environment, of which .NET has but a copy.
        SetVariable("OPENCV_IO_MAX_IMAGE_PIXELS", LargestPicture.ToString(CultureInfo.InvariantCulture), overwrite: 1);
        var library = Open();
        NativeLibrary.SetDllImportResolver(typeof(Mat).Assembly, (name, _, _) => name == Library ? library : 0);
        Cv2.SetNumThreads(1);
        return Cv2.GetVersionString() ?? "unknown";
    }

    private static nint Open()
    {
        try
        {
            return LibraryPath is { } path
                ? NativeLibrary.Load(path)
                : NativeLibrary.Load(Library, typeof(Mat).Assembly, null);
        }
        catch (DllNotFoundException e)
        {
            // Behind its first line, the runtime's message is what the loader said.
            var reason = LibraryPath is null
                ? "It is nowhere that the runtime looks."
                : e.Message[(e.Message.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
            throw new DllNotFoundException(
                $"The native vision library {LibraryPath ?? FileName} cannot be loaded. "
                + $"Build it with layers/opencv/build-extern, or name the folder it is in by {FolderVariable}. {reason}",
                e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
