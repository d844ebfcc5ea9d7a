using System.Globalization;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// A control group that limits memory, version 1 or 2 (cgroups(7)). Below that of this program, where it may create one: as root,
/// in a container that lets it, or in a group that systemd has delegated.
/// </summary>
internal sealed class MemoryGroup
{
    private const string Root = "/sys/fs/cgroup";

    private readonly string _folder;
    private readonly bool _isVersion1;

    private MemoryGroup(string folder, bool isVersion1) => (_folder, _isVersion1) = (folder, isVersion1);

    /// <summary>What to put before the command to start it in the group.</summary>
    public IEnumerable<string> Command => ["sh", "-c", """echo $$ > "$0" && exec "$@" """, $"{_folder}/cgroup.procs"];

    /// <summary>Whether the kernel has killed a process of the group for its memory.</summary>
    public bool HasKilled
    {
        get
        {
            var file = $"{_folder}/{(_isVersion1 ? "memory.oom_control" : "memory.events")}";
            return File.Exists(file) && File.ReadLines(file)
                .Any(static line => line.Split(' ') is ["oom_kill", var count] && count != "0");
        }
    }

    /// <summary>Creates a group, and deletes those that killed programs have left behind; null if that is not possible.</summary>
    public static MemoryGroup? Create(long bytes)
    {
        var isVersion1 = Directory.Exists($"{Root}/memory");
        foreach (var parent in Parents(isVersion1).Distinct())
        {
            if (!Directory.Exists(parent)) continue;
            foreach (var left in OwnedFolders.Abandoned(parent)) TryDelete(left);
            var group = new MemoryGroup($"{parent}/{OwnedFolders.Prefix}{Guid.NewGuid():N}", isVersion1);
            if (group.TryCreate(bytes)) return group;
        }
        return null;
    }

    /// <summary>Deletes it. Its processes have exited; the kernel may need a moment to notice.</summary>
    public async Task DeleteAsync()
    {
        for (var attempt = 0; attempt < 50 && !TryDelete(_folder); attempt++) await Task.Delay(20);
    }

    // A group with processes cannot be deleted, and another user's neither.
    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Parents(bool isVersion1)
    {
        var root = isVersion1 ? $"{Root}/memory" : Root;
        var own = File.ReadLines("/proc/self/cgroup").Select(static line => line.Split(':', 3))
            .FirstOrDefault(parts => isVersion1 ? parts[1].Split(',').Contains("memory") : parts[1].Length == 0)?[2];
        return own is null ? [root] : [(root + own).TrimEnd('/'), root];
    }

    private bool TryCreate(long bytes)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var limit = $"{_folder}/{(_isVersion1 ? "memory.limit_in_bytes" : "memory.max")}";
            if (!File.Exists(limit)) throw new IOException("The memory controller is not enabled.");
            File.WriteAllText(limit, bytes.ToString(CultureInfo.InvariantCulture));
            // Lambda has no swap space.
            if (!_isVersion1 && File.Exists($"{_folder}/memory.swap.max")) File.WriteAllText($"{_folder}/memory.swap.max", "0");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(_folder);
            return false;
        }
    }
}
