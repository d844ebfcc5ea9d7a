using System.Diagnostics;
using VideoPipeline.Local.Functions.Processes;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>
/// Invokes functions that are commands: each invocation is a process. The event is its standard input, the result its standard
/// output, which must be one JSON text, or empty for null. Standard error is logged. If its exit code is not 0, it has failed:
/// with the error in its standard output, <c>{"errorType", "errorMessage"}</c>, or else with Runtime.ExitError.
/// </summary>
internal sealed class CommandFunction(TimeProvider time, Action<FunctionLogLine> log)
{
    /// <inheritdoc cref="IFunctionInvoker.InvokeAsync"/>
    public async Task<byte[]> InvokeAsync(
        FunctionReference function, FunctionBinding.Command command, ReadOnlyMemory<byte> payload,
        CancellationToken cancellation)
    {
        var requestId = InvocationLog.CurrentRequestId();
        using var deadline = new CancellationTokenSource(command.Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        await using var process = Start(function, command, requestId);
        try
        {
            var output = ReadAsync(process.StandardOutput, stop.Token);
            var errors = LogLines.ReadAsync(process.StandardError, line => log(new FunctionLogLine(function.Name, line)));
            await WriteAsync(process.StandardInput, payload, stop.Token);
            var response = await output ?? throw FunctionFailedException.TooLarge(function.Name);
            var exitCode = await process.Exited.WaitAsync(stop.Token);
            await errors;
            return ResultOf(function.Name, requestId, exitCode, response);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw FunctionFailedException.TimedOut(function.Name, requestId, command.Timeout);
        }
    }

    private static ProcessTree Start(FunctionReference function, FunctionBinding.Command command, string requestId)
    {
        if (!IsProgram(command.Program) || !Directory.Exists(command.Folder))
        {
            var missing = IsProgram(command.Program) ? command.Folder : command.Program;
            throw FunctionFailedException.NotStarted(function.Name, requestId, missing, "no such file or directory");
        }
        var start = new ProcessStartInfo(command.Program, command.Arguments) { WorkingDirectory = command.Folder };
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        start.Environment["AWS_LAMBDA_FUNCTION_VERSION"] = function.Qualifier ?? FunctionReference.Latest;
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        return ProcessTree.Start(start);
    }

    private static bool IsProgram(string program) => program.Contains('/')
        ? File.Exists(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static byte[] ResultOf(string function, string requestId, int exitCode, byte[] output)
    {
        if (exitCode != 0)
        {
            var error = FunctionFailedException.Responded(function, output);
            throw error.ErrorType == FunctionFailedException.UnknownError
                ? FunctionFailedException.Exited(function, requestId, exitCode)
                : error;
        }
        if (output.All(static character => char.IsWhiteSpace((char)character))) return "null"u8.ToArray();
        try
        {
            JsonData.Parse(output);
            return output;
        }
        catch (FormatException malformed)
        {
            throw FunctionFailedException.Unmarshalable(
                function, $"the standard output is not one JSON text: {malformed.Message}");
        }
    }

    // A program may end without reading its input.
    private static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        try
        {
            await using (input) await input.WriteAsync(payload, stop);
        }
        catch (IOException)
        {
            // Its exit code tells whether that is a failure.
        }
    }

    // Null if there is more than Lambda allows.
    private static async Task<byte[]?> ReadAsync(Stream output, CancellationToken stop)
    {
        using var read = new MemoryStream();
        var buffer = new byte[81_920];
        while (await output.ReadAsync(buffer, stop) is var count and > 0)
        {
            read.Write(buffer, 0, count);
            if (read.Length > Invocation.MaxResponseBytes) return null;
        }
        return read.ToArray();
    }
}
