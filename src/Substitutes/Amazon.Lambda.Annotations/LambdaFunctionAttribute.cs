namespace Amazon.Lambda.Annotations;

/// <summary>Marks a method that is a Lambda function; the generator writes the entry point that Lambda calls.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LambdaFunctionAttribute : Attribute
{
    /// <summary>The function's logical id in the generated template.</summary>
    public string ResourceName { get; set; }

    /// <summary>How long an invocation may take, in seconds.</summary>
    public uint Timeout { get; set; }

    /// <summary>Memory, in MB.</summary>
    public uint MemorySize { get; set; }

    /// <summary>The role the function runs under.</summary>
    public string Role { get; set; }

    /// <summary>The policies of the role that is made for it, separated by commas.</summary>
    public string Policies { get; set; }
}
