namespace Amazon.Lambda.Core;

/// <summary>Deserializes the input of a function and serializes its result.</summary>
public interface ILambdaSerializer
{
    /// <summary>Deserializes the input.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Serializes the result.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
