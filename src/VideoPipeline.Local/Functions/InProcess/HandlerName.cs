namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>A handler, <c>Assembly::Namespace.Class::Method</c>.</summary>
/// <param name="Assembly">The simple name of the assembly.</param>
/// <param name="Type">The full name of the class.</param>
/// <param name="Method">The name of the method.</param>
internal readonly record struct HandlerName(string Assembly, string Type, string Method)
{
    /// <summary>Parses a handler.</summary>
    /// <exception cref="LambdaValidationException">It does not have the form above.</exception>
    public static HandlerName Parse(string text) =>
        text.Split("::") is [{ Length: > 0 } assembly, { Length: > 0 } type, { Length: > 0 } method]
            ? new HandlerName(assembly, type, method)
            : throw new LambdaValidationException(
                $"The handler '{text}' is malformed. Write it as Assembly::Namespace.Class::Method.");

    /// <inheritdoc/>
    public override string ToString() => $"{Assembly}::{Type}::{Method}";
}
