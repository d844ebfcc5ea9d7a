using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The <c>encryptionConfiguration</c> of state machines and activities.</summary>
internal static class EncryptionConfiguration
{
    private const string OfAws = "AWS_OWNED_KEY";

    public static JsonData Default { get; } = ObjectData.Of(("type", OfAws));

    /// <summary>The configuration of a request; null if it has none.</summary>
    /// <exception cref="ApiException">InvalidEncryptionConfiguration: its type is that of a customer's key, and it names
    /// none.</exception>
    public static JsonData? Read(ApiRequest request)
    {
        var encryption = request.Object("encryptionConfiguration");
        if (encryption is null || encryption["type"]!.Text == OfAws || encryption["kmsKeyId"] is StringData) return encryption;
        throw new ApiException(
            "InvalidEncryptionConfiguration",
            "Invalid Encryption Configuration: 'kmsKeyId' must be set for the type CUSTOMER_MANAGED_KMS_KEY.");
    }
}
