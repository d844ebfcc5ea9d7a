using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Errors;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The folder in a store in which a server keeps its state machines and executions. Its name begins with a dot, so
/// that it is not listed as part of the store, and only its owner may read it. One server at a time has it.</summary>
internal sealed class ServerFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root;
    private readonly FileStream _lock;

    private ServerFolder(string root, FileStream held) => (_root, _lock) = (root, held);

    /// <summary>The journal of the operations on state machines and activities.</summary>
    public string Operations => Path.Combine(_root, "operations.journal");

    /// <summary>The journals of the executions.</summary>
    public IEnumerable<string> Executions => Directory.EnumerateFiles(Folder("executions"), "*.journal");

    /// <summary>Opens the folder of a store.</summary>
    /// <exception cref="InvalidInputException">Another server has it, or it cannot be written.</exception>
    public static ServerFolder Open(string storeFolder)
    {
        var root = Path.Combine(Path.GetFullPath(storeFolder), ".stepfunctions");
        try
        {
            // Inputs of executions may have signed addresses.
            Directory.CreateDirectory(root);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, OwnerOnly);
            // The lock ends with the process, however that ends.
            var held = new FileStream(
                Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new ServerFolder(root, held);
        }
        catch (IOException exception)
        {
            throw new InvalidInputException(
                $"{storeFolder} is in use by another videopipeline serve: {exception.Message} Stop it, or serve another folder.",
                exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidInputException($"{root} cannot be written: {exception.Message} Serve another folder.", exception);
        }
    }

    /// <summary>The journal of an execution. Its name is a hash, because names of executions may be too long for a
    /// file.</summary>
    public string Execution(string arn) => Path.Combine(Folder("executions"), Hash(arn) + ".journal");

    /// <summary>Stores a definition once.</summary>
    /// <returns>Its hash.</returns>
    public string SaveDefinition(string text)
    {
        var hash = Hash(text);
        var path = Definition(hash);
        if (File.Exists(path)) return hash;
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(unfinished, text);
        File.Move(unfinished, path, overwrite: true);
        return hash;
    }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="IOException">There is none of the hash.</exception>
    public string ReadDefinition(string hash) => File.ReadAllText(Definition(hash));

    /// <summary>Deletes the definitions that have none of some hashes.</summary>
    public void KeepDefinitions(IReadOnlySet<string> hashes)
    {
        foreach (var path in Directory.EnumerateFiles(Folder("definitions")))
        {
            if (!hashes.Contains(Path.GetFileNameWithoutExtension(path))) File.Delete(path);
        }
    }

    public void Dispose() => _lock.Dispose();

    private string Definition(string hash) => Path.Combine(Folder("definitions"), hash + ".json");

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
