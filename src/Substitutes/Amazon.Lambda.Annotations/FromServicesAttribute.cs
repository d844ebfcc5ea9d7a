namespace Amazon.Lambda.Annotations;

/// <summary>Marks a parameter of a Lambda function that is resolved from the service container.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromServicesAttribute : Attribute;
