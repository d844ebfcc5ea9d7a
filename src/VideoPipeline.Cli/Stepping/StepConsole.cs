using System.Collections.Concurrent;
using System.Globalization;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Cli.Stepping;

/// <summary>Steps through an execution with commands, a line each (<c>run --step</c>). It prompts for the states of concurrent
/// branches one at a time.</summary>
internal sealed class StepConsole : IDisposable
{
    private readonly CommandContext _context;
    private readonly LineReader _lines;
    private readonly JsonEditor _editor;
    private readonly ConcurrentQueue<string> _outputs = new();
    private readonly SemaphoreSlim _changed = new(0);
    private bool _hasHelped;
    private volatile bool _isPrompting;

    public StepConsole(CommandContext context)
    {
        _context = context;
        _lines = new LineReader(context.In);
        _editor = new JsonEditor(context, _lines);
        Debugger.Changed += () => _changed.Release();
        Debugger.Exited += (entry, exit) => _outputs.Enqueue(StepText.Of(entry, exit));
    }

    /// <summary>The debugger of the execution.</summary>
    public ExecutionDebugger Debugger { get; } = new();

    /// <summary>Whether a person is asked at the moment, so that nothing else should be written.</summary>
    public bool IsPrompting => _isPrompting;

    /// <summary>Whether the person stopped the run.</summary>
    public bool HasQuit { get; private set; }

    /// <summary>Prompts for each state that the execution stops at, until it ends.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>The result of <paramref name="run"/>.</returns>
    public async Task<T> DuringAsync<T>(Task<T> run, CancellationTokenSource stop)
    {
        using var ended = new CancellationTokenSource();
        var prompts = PromptForAllAsync(ended.Token);
        await Task.WhenAny(run, prompts);
        if (!run.IsCompleted) await stop.CancelAsync();
        await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync();
        try
        {
            await prompts;
        }
        catch (OperationCanceledException)
        {
            // The execution has ended.
        }
        WriteOutputs();
        return await run;
    }

    public void Dispose() => _changed.Dispose();

    // Ends when the person quits.
    private async Task PromptForAllAsync(CancellationToken ended)
    {
        while (true)
        {
            await _changed.WaitAsync(ended);
            while (Debugger.Paused is [var paused, ..])
            {
                using var released = CancellationTokenSource.CreateLinkedTokenSource(ended);
                _ = paused.Released.ContinueWith(
                    _ => TryCancel(released), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                _isPrompting = true;
                try
                {
                    if (!await PromptAsync(paused, released.Token)) return;
                }
                catch (OperationCanceledException) when (!ended.IsCancellationRequested)
                {
                    _context.Error.WriteLine($"\n{paused.Entry.State.Name} was aborted, because another branch failed.");
                }
                finally
                {
                    _isPrompting = false;
                }
            }
        }
    }

    // Returns whether the execution goes on.
    private async Task<bool> PromptAsync(PausedState paused, CancellationToken cancellation)
    {
        WriteOutputs();
        _context.Error.WriteLine(StepText.Of(paused));
        if (!_hasHelped) _context.Error.WriteLine("Enter: run this state; h: all commands; q: stop the run.");
        _hasHelped = true;
        while (true)
        {
            _context.Error.Write("step> ");
            if (await _lines.ReadAsync(cancellation) is not { } line)
            {
                _context.Error.WriteLine("\nStandard input has ended, so the run stops. To go on without steps, end it with c.");
                HasQuit = true;
                return false;
            }
            var words = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            if (words[0] is "q" or "quit")
            {
                HasQuit = true;
                return false;
            }
            try
            {
                if (await ExecuteAsync(words[0], words.ElementAtOrDefault(1), paused, cancellation)) return true;
            }
            catch (Exception problem) when (problem is InvalidDecisionException or FormatException)
            {
                _context.Error.WriteLine(problem.Message);
            }
        }
    }

    // Returns whether the state goes on.
    private async Task<bool> ExecuteAsync(string command, string? rest, PausedState paused, CancellationToken cancellation)
    {
        var failed = paused.Failure is not null;
        switch (command)
        {
            case "" when failed:
                _context.Error.WriteLine("The state has failed. r: run it again; l: let it fail; h: all commands.");
                return false;
            case "" or "n" or "next" when !failed:
            case "r" or "retry" when failed:
                paused.Enter();
                return true;
            case "l" or "let" when failed:
                paused.LetFail();
                return true;
            case "t" or "to" when !failed && rest is not null:
                RunTo(rest, paused);
                return true;
            case "c" or "continue" when !failed:
                Debugger.Run();
                return true;
            case "e" or "edit":
                if (await ReadAsync(rest, HiddenSecrets.Hide(paused.Input), cancellation) is not { } input) return false;
                paused.Input = HiddenSecrets.Restore(input, paused.Input);
                _context.Error.WriteLine(StepText.Input(paused));
                return false;
            case "m" or "mock":
                if (await ReadAsync(rest, ObjectData.Empty, cancellation) is not { } result) return false;
                paused.Mock(StateMock.Result(HiddenSecrets.Restore(result, paused.Input)));
                return true;
            case "f" or "fail" when rest is not null:
                var words = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
                paused.Mock(StateMock.Error(words[0], words.ElementAtOrDefault(1)));
                return true;
            case "i" or "input":
                _context.Error.WriteLine(StepText.Input(paused));
                return false;
            case "h" or "help" or "?":
                _context.Error.WriteLine(StepText.Help);
                return false;
            default:
                _context.Error.WriteLine($"'{command}' cannot be done here. The commands are:\n{StepText.Help}");
                return false;
        }
    }

    private void RunTo(string target, PausedState paused)
    {
        var last = target.LastIndexOf(' ');
        var isIndex = int.TryParse(target[(last + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        if (last > 0 && isIndex) Debugger.RunTo(target[..last].TrimEnd(), index, paused);
        else Debugger.RunTo(target, null, paused);
    }

    private async Task<JsonData?> ReadAsync(string? json, JsonData initial, CancellationToken cancellation) =>
        json is not null ? JsonEditor.Parse(json) : await _editor.EditAsync(initial, cancellation);

    private void WriteOutputs()
    {
        while (_outputs.TryDequeue(out var output)) _context.Error.WriteLine(output);
    }

    private static void TryCancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The prompt has ended.
        }
    }
}
