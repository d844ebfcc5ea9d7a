using System.Reflection;
using System.Runtime.Loader;
using Amazon.Lambda.Core;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>An instance of the class that a handler names, with the serializer of its assembly.</summary>
internal sealed class EntryPoint
{
    private readonly object _instance;
    private readonly MethodInfo _method;
    private readonly ILambdaSerializer _serializer;

    private EntryPoint(object instance, MethodInfo method, ILambdaSerializer serializer)
    {
        _instance = instance;
        _method = method;
        _serializer = serializer;
    }

    /// <summary>Creates an instance of the class. The constructor of a generated class creates the function's services.</summary>
    /// <exception cref="LambdaValidationException">The method does not exist, or its assembly has no serializer.</exception>
    /// <exception cref="TargetInvocationException">The constructor threw.</exception>
    public static EntryPoint Create(HandlerName handler)
    {
        var assembly = Load(handler);
        var type = assembly.GetType(handler.Type)
            ?? throw new LambdaValidationException(
                $"The assembly {handler.Assembly} has no type {handler.Type}. Correct the handler '{handler}'.");
        var method = type.GetMethod(handler.Method, BindingFlags.Public | BindingFlags.Instance)
            ?? throw new LambdaValidationException(
                $"The type {handler.Type} has no method {handler.Method}. Correct the handler '{handler}'.");
        var serializer = assembly.GetCustomAttribute<LambdaSerializerAttribute>()
            ?? throw new LambdaValidationException(
                $"The assembly {handler.Assembly} has no serializer. Add the attribute [assembly: LambdaSerializer].");
        return new EntryPoint(
            Activator.CreateInstance(type)!, method, (ILambdaSerializer)Activator.CreateInstance(serializer.SerializerType)!);
    }

    /// <summary>Deserializes the payload, calls the method and serializes its result; empty if it has none.</summary>
    public async Task<byte[]> InvokeAsync(ReadOnlyMemory<byte> payload, ILambdaContext context)
    {
        // The generator gives functions without input a parameter of type Stream.
        var input = new MemoryStream(payload.ToArray());
        var arguments = _method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(ILambdaContext) ? context
            : parameter.ParameterType == typeof(Stream) ? input
            : Serializer(nameof(ILambdaSerializer.Deserialize), parameter.ParameterType, input));
        var result = _method.Invoke(_instance, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
        if (result is Task task)
        {
            await task;
            result = ResultType == typeof(void) ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }

        using var output = new MemoryStream();
        if (ResultType != typeof(void)) Serializer(nameof(ILambdaSerializer.Serialize), ResultType, result, output);
        return output.ToArray();
    }

    private Type ResultType =>
        !_method.ReturnType.IsAssignableTo(typeof(Task)) ? _method.ReturnType
        : _method.ReturnType.IsGenericType ? _method.ReturnType.GenericTypeArguments[0]
        : typeof(void);

    private static Assembly Load(HandlerName handler)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(handler.Assembly));
        }
        catch (FileNotFoundException)
        {
            throw new LambdaValidationException(
                $"The assembly {handler.Assembly} of the handler '{handler}' was not found. Reference its project.");
        }
    }

    private object? Serializer(string name, Type type, params object?[] arguments) =>
        typeof(ILambdaSerializer).GetMethod(name)!.MakeGenericMethod(type)
            .Invoke(_serializer, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
