using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>Invokes functions by name or ARN: as they are bound, else those of the template by logical ID.</summary>
internal sealed class BoundFunctions(
    IFunctionInvoker functions, SamTemplate template, FunctionBindings bindings, TimeProvider time, Action<FunctionLogLine> log)
{
    private readonly CommandFunction _commands = new(time, log);

    /// <summary>Invokes a function and waits for its result.</summary>
    /// <param name="function">Its name or ARN, with or without a version or alias.</param>
    /// <param name="payload">Its input as UTF-8 JSON.</param>
    /// <param name="cancellation">Cancels the invocation.</param>
    /// <inheritdoc cref="IFunctionInvoker.InvokeAsync"/>
    public Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        FunctionReference.Parse(function) is { } reference
            ? InvokeAsync(reference, payload, cancellation)
            : throw FunctionFailedException.Refused(
                function, "InvalidParameterValueException", 400, $"'{function}' is neither the name nor the ARN of a function");

    /// <inheritdoc cref="InvokeAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public Task<byte[]> InvokeAsync(FunctionReference reference, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        return bindings.Find(reference) switch
        {
            FunctionBinding.Template bound => functions.InvokeAsync(bound.LogicalId, payload, cancellation),
            FunctionBinding.Command command => _commands.InvokeAsync(reference, command, payload, cancellation),
            FunctionBinding.Endpoint endpoint =>
                LambdaEndpoint.InvokeAsync(reference, endpoint, payload, time, cancellation),
            _ when template.Functions.ContainsKey(reference.Name) =>
                functions.InvokeAsync(reference.Name, payload, cancellation),
            _ => throw NotFound(reference),
        };
    }

    /// <summary>Checks that a function is bound or in the template.</summary>
    /// <exception cref="FunctionFailedException">It does not exist.</exception>
    public void EnsureExists(FunctionReference function)
    {
        if (bindings.Find(function) is null && !template.Functions.ContainsKey(function.Name)) throw NotFound(function);
    }

    // What to do is logged: the cause is what AWS says.
    private FunctionFailedException NotFound(FunctionReference function)
    {
        var file = bindings.Path is { } path ? $"Bind it in {path}" : "Bind it in a file and start serve with --bindings FILE";
        log(new FunctionLogLine(
            function.Name,
            $"{function.QualifiedArn} is not bound. {file}, or name a function of the template: "
            + $"{string.Join(", ", template.Functions.Keys.Order(StringComparer.Ordinal))}."));
        return FunctionFailedException.Refused(
            function.Name, "ResourceNotFoundException", 404, $"Function not found: {function.QualifiedArn}");
    }
}
