namespace Amazon.Lambda.Annotations;

/// <summary>Marks a parameter of a Lambda function that is resolved from its services.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromServicesAttribute : Attribute;
