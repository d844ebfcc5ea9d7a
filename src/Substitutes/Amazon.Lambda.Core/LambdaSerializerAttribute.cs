namespace Amazon.Lambda.Core;

/// <summary>Specifies the serializer of a function, or of all functions in an assembly.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute : Attribute
{
    /// <param name="serializerType">A type that implements <see cref="ILambdaSerializer"/> and has a parameterless
    /// constructor.</param>
    public LambdaSerializerAttribute(Type serializerType) => SerializerType = serializerType;

    /// <summary>The type of the serializer.</summary>
    public Type SerializerType { get; set; }
}
