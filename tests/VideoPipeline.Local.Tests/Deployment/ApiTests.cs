using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The HTTP API of the template: routes, authorization, throttling and log.</summary>
public sealed class ApiTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly (string, string)[] s_jwt =
        [("ApiAuth", "JWT"), ("JwtIssuer", "https://issuer.example"), ("JwtAudience", "app,site")];

    public static TheoryData<string> AllRoutes => new(RenderedTemplate.Default.OfType("AWS::ApiGatewayV2::Route"));

    [Theory, MemberData(nameof(AllRoutes))]
    public void Route_IamByDefault_RequiresSignatures(string route)
    {
        var properties = RenderedTemplate.Default.Properties(route);

        Assert.Equal("AWS_IAM", (string?)properties["AuthorizationType"]);
        Assert.Null(properties["AuthorizerId"]);
        Assert.Empty(RenderedTemplate.Default.OfType("AWS::ApiGatewayV2::Authorizer"));
    }

    [Theory, MemberData(nameof(AllRoutes))]
    public void Route_Jwt_RequiresTokensOfTheIssuer(string route)
    {
        var template = new RenderedTemplate(s_jwt);

        Assert.Equal("JWT", (string?)template.Properties(route)["AuthorizationType"]);
        Assert.Equal("JwtAuthorizer", (string?)template.Properties(route)["AuthorizerId"]!["Ref"]);
        var tokens = template.Properties("JwtAuthorizer")["JwtConfiguration"]!;
        Assert.Equal("https://issuer.example", (string?)tokens["Issuer"]);
        Assert.Equal(["app", "site"], tokens["Audience"]!.AsArray().Select(audience => (string?)audience));
        Assert.Empty(template.RefusalReasons);
    }

    [Theory, MemberData(nameof(AllRoutes))]
    public void Route_None_FunctionRequiresTheKey(string route)
    {
        var template = new RenderedTemplate(("ApiAuth", "NONE"), ("ApiKey", Key));

        Assert.Equal("NONE", (string?)template.Properties(route)["AuthorizationType"]);
        var variables = template.Properties(FunctionOf(template, route))["Environment"]!["Variables"]!;
        Assert.Equal(Key, (string?)variables["VIDEOPIPELINE_API_KEY"]);
        Assert.Empty(template.RefusalReasons);
    }

    [Fact]
    public void Deployment_AuthorizationIncomplete_IsRefused()
    {
        Assert.Contains("requires ApiKey", Assert.Single(new RenderedTemplate(("ApiAuth", "NONE")).RefusalReasons));
        Assert.Equal(2, new RenderedTemplate(("ApiAuth", "JWT")).RefusalReasons.Count);
        Assert.Single(new RenderedTemplate([.. s_jwt[..2]]).RefusalReasons);
        Assert.Empty(RenderedTemplate.Default.RefusalReasons);
    }

    [Fact]
    public void ApiKey_OfParameters_IsHiddenAndLong()
    {
        var parameter = TemplateFile.Root["Parameters"]!["ApiKey"]!;
        var pattern = $"^(?:{(string)parameter["AllowedPattern"]!})$";

        Assert.Equal("true", (string?)parameter["NoEcho"]);
        Assert.Matches(pattern, Key);
        Assert.Matches(pattern, "");
        Assert.DoesNotMatch(pattern, Key[1..]);
    }

    // SAM would create another API for them, without the authorization.
    [Fact]
    public void Functions_HaveNoApiEvents() => Assert.DoesNotContain(
        TemplateFile.DescendantsAndSelf(TemplateFile.Resources).OfType<JsonObject>(),
        node => (string?)(node["Type"] as JsonValue) is "HttpApi" or "Api" or "AWS::Serverless::HttpApi");

    [Theory, MemberData(nameof(AllRoutes))]
    public void Permission_OfItsFunction_CoversRoute(string route)
    {
        var template = RenderedTemplate.Default;
        var permission = template.OfType("AWS::Lambda::Permission").Select(template.Properties)
            .Single(one => (string?)one["FunctionName"]!["Ref"] == FunctionOf(template, route)
                && (string?)one["Principal"] == "apigateway.amazonaws.com");
        var path = ((string)template.Properties(route)["RouteKey"]!).Split(' ')[1];

        var granted = new Statement("", (string)permission["SourceArn"]!, null);
        const string api = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}";
        Assert.True(granted.Grants("", $"{api}/$default/POST{path}"));
        Assert.False(granted.Grants("", $"{api}/$default/POST/other"));
    }

    [Fact]
    public void Stage_LimitsRatesAndLogsWithoutSecrets()
    {
        var stage = new RenderedTemplate(("ApiRate", "7")).Properties("ApiStage");

        Assert.Equal("7", (string?)stage["DefaultRouteSettings"]!["ThrottlingRateLimit"]);
        Assert.Equal("7", (string?)stage["DefaultRouteSettings"]!["ThrottlingBurstLimit"]);
        var format = JsonNode.Parse((string)stage["AccessLogSettings"]!["Format"]!)!.AsObject();
        Assert.DoesNotContain(format, entry => ((string?)entry.Value)!.Contains("path", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("ApiLogs.Arn", (string?)stage["AccessLogSettings"]!["DestinationArn"]!["Fn::GetAtt"]);
        Assert.NotNull(TemplateFile.Properties("ApiLogs")["RetentionInDays"]);
    }

    private static string FunctionOf(RenderedTemplate template, string route)
    {
        var target = (string)template.Properties(route)["Target"]!;
        var integration = template.Properties(target.Split('/')[1].Trim('$', '{', '}'));
        return ((string)integration["IntegrationUri"]!["Fn::GetAtt"]!).Split('.')[0];
    }
}
