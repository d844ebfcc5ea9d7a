using Amazon.Lambda.RuntimeSupport;

// dotnet exec --depsfile X.deps.json --runtimeconfig X.runtimeconfig.json Amazon.Lambda.RuntimeSupport.dll <handler>
if (args is not [var handler]) throw new ArgumentException("Give the handler, as Assembly::Namespace.Class::Method.");

using var api = RuntimeApiClient.FromEnvironment();
InvocationDelegate invoke;
try
{
    invoke = HandlerLoader.Load(handler);
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    await api.ReportInitializationErrorAsync(exception);
    throw;
}

while (true)
{
    var invocation = await api.NextAsync();
    byte[] response;
    try
    {
        response = await invoke(invocation.Payload, invocation.Context);
    }
    catch (Exception exception)
    {
        Console.Error.WriteLine(exception);
        await api.ReportErrorAsync(invocation.Context.AwsRequestId, exception);
        continue;
    }

    await api.RespondAsync(invocation.Context.AwsRequestId, response);
}
