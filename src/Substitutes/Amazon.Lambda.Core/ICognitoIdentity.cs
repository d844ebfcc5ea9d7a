namespace Amazon.Lambda.Core;

/// <summary>The Cognito identity that invoked a function.</summary>
public interface ICognitoIdentity
{
    /// <summary>The identity's id.</summary>
    string IdentityId { get; }

    /// <summary>The id of the identity pool.</summary>
    string IdentityPoolId { get; }
}
