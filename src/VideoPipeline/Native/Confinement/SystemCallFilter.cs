using System.Runtime.InteropServices;

namespace VideoPipeline.Native.Confinement;

/// <summary>
/// A filter of system calls (seccomp(2)) for a thread and the processes that it starts: no network, no other processes, no access
/// to other processes, and no change of the system.
/// </summary>
/// <remarks>
/// The thread itself must be able to start a process. The runtime does this with <c>vfork</c>, so the filter allows it where the
/// instruction is that of this process's C library: a started program has the library at another address.
/// </remarks>
internal static unsafe partial class SystemCallFilter
{
    private const ushort Load = 0x20, IfEqual = 0x15, IfNotLess = 0x35, IfAnySet = 0x45, Return = 0x06;
    private const uint NumberField = 0, MachineField = 4, AddressField = 8, FirstArgument = 16;
    private const uint X64 = 0xC000_003E, FirstX32Call = 0x4000_0000;
    private const uint Allow = 0x7FFF_0000, NotPermitted = 0x0005_0001, NotImplemented = 0x0005_0026;
    private const uint Clone = 56, Vfork = 58, Clone3 = 435, CloneThread = 0x10000;
    private const int SetNoNewPrivileges = 38, SetFilter = 22, FilterMode = 2;
    private const ulong VforkLength = 64; // bytes from its first to its last instruction, at most

    private static readonly uint[] s_denied =
    [
        41, 42, 49, 50, 43, 288,            // socket, connect, bind, listen, accept, accept4
        57, 62, 200, 424,                   // fork, kill, tkill, pidfd_send_signal
        101, 310, 311, 438,                 // ptrace, process_vm_readv, process_vm_writev, pidfd_getfd
        425, 426, 427,                      // io_uring, which can open sockets
        155, 161, 165, 166, 272, 308, 428, 429, 430, 442, // pivot_root, chroot, mounts, unshare, setns
        175, 176, 246, 313, 320, 321,       // kernel modules, kexec, bpf
        248, 249, 250, 298, 323,            // keys, perf_event_open, userfaultfd
    ];

    private static readonly Lazy<Instruction[]?> s_program = new(() =>
        RuntimeInformation.OSArchitecture == Architecture.X64
        && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "vfork", out var vfork)
            ? Compile((ulong)vfork)
            : null);

    /// <summary>
    /// Installs the filter for the current thread, for ever. It must not run anything else afterwards: the threads that it
    /// starts have the filter too.
    /// </summary>
    /// <returns>False where the kernel or the sandbox does not allow it.</returns>
    public static bool TryInstall()
    {
        if (s_program.Value is not { } program || Control(SetNoNewPrivileges, 1, 0, 0, 0) != 0) return false;
        fixed (Instruction* first = program)
        {
            var filter = new Filter((ushort)program.Length, first);
            return Control(SetFilter, FilterMode, (nint)(&filter), 0, 0) == 0;
        }
    }

    private static Instruction[] Compile(ulong vfork)
    {
        var end = vfork + VforkLength;
        List<Instruction> program =
        [
            new(Load, 0, 0, MachineField),
            new(IfEqual, 1, 0, X64),
            new(Return, 0, 0, NotPermitted),
            new(Load, 0, 0, NumberField),
            new(IfNotLess, 0, 1, FirstX32Call),
            new(Return, 0, 0, NotPermitted),
            // The C library then uses clone, whose flags a filter can see.
            new(IfEqual, 0, 1, Clone3),
            new(Return, 0, 0, NotImplemented),
        ];
        foreach (var call in s_denied)
        {
            program.Add(new Instruction(IfEqual, 0, 1, call));
            program.Add(new Instruction(Return, 0, 0, NotPermitted));
        }
        program.AddRange(
        [
            new(IfEqual, 0, 4, Clone),
            new(Load, 0, 0, FirstArgument),
            new(IfAnySet, 0, 1, CloneThread),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, NotPermitted),
            new(IfEqual, 1, 0, Vfork),
            new(Return, 0, 0, Allow),
            new(Load, 0, 0, AddressField + sizeof(uint)),
            new(IfEqual, 0, 4, (uint)(vfork >> 32)),
            new(Load, 0, 0, AddressField),
            new(IfNotLess, 0, 2, (uint)vfork),
            new(IfNotLess, 1, 0, (uint)end),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, NotPermitted),
        ]);
        return [.. program];
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint second, nint third, nint fourth, nint fifth);

    /// <summary>An instruction of the Berkeley packet filter: jumps skip a number of instructions.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Filter(ushort length, Instruction* first)
    {
        private readonly ushort _length = length;
        private readonly Instruction* _first = first;
    }
}
