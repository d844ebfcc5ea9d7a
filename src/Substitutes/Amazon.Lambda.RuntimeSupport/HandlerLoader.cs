using System.Reflection;
using System.Runtime.Loader;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Invokes a function.</summary>
internal delegate Task<byte[]> InvocationDelegate(byte[] payload, ILambdaContext context);

/// <summary>Loads the function of a handler string and binds it to its serializer.</summary>
internal static class HandlerLoader
{
    public static InvocationDelegate Load(string handler)
    {
        if (handler.Split("::") is not [var assemblyName, var typeName, var methodName])
            throw new LambdaValidationException($"The handler '{handler}' is not of the form Assembly::Namespace.Class::Method.");

        var assembly = LoadAssembly(assemblyName);
        var type = assembly.GetType(typeName)
            ?? throw new LambdaValidationException($"{assemblyName} has no type {typeName} (handler '{handler}').");
        var method = type.GetMethod(methodName, BindingFlags.Public | BindingFlags.Instance)
            ?? throw new LambdaValidationException($"{typeName} has no method {methodName} (handler '{handler}').");
        var serializer = assembly.GetCustomAttribute<LambdaSerializerAttribute>()
            ?? throw new LambdaValidationException($"{assemblyName} has no [assembly: LambdaSerializer] attribute.");

        return Bind(
            Activator.CreateInstance(type)!, method, (ILambdaSerializer)Activator.CreateInstance(serializer.SerializerType)!);
    }

    private static Assembly LoadAssembly(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            throw new LambdaValidationException($"The assembly {name} of the handler was not found.");
        }
    }

    private static InvocationDelegate Bind(
        object instance, MethodInfo method, ILambdaSerializer serializer) => async (payload, context) =>
    {
        var input = new MemoryStream(payload);
        var arguments = method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(ILambdaContext) ? context
            : parameter.ParameterType == typeof(Stream) ? input
            : Call(serializer, nameof(ILambdaSerializer.Deserialize), parameter.ParameterType, input));
        var result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
        var type = method.ReturnType;
        if (result is Task task)
        {
            await task;
            type = type.IsGenericType ? type.GenericTypeArguments[0] : typeof(void);
            result = type == typeof(void) ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }

        using var output = new MemoryStream();
        if (type != typeof(void)) Call(serializer, nameof(ILambdaSerializer.Serialize), type, result, output);
        return output.ToArray();
    };

    private static object? Call(ILambdaSerializer serializer, string method, Type type, params object?[] arguments) =>
        typeof(ILambdaSerializer).GetMethod(method)!.MakeGenericMethod(type)
            .Invoke(serializer, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
