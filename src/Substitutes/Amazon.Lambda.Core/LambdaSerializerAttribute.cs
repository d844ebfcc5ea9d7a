namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a function, or of all functions of an assembly.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute : Attribute
{
    /// <param name="serializerType">An <see cref="ILambdaSerializer"/> with a constructor that takes nothing.</param>
    public LambdaSerializerAttribute(Type serializerType) => SerializerType = serializerType;

    /// <summary>The serializer.</summary>
    public Type SerializerType { get; set; }
}
