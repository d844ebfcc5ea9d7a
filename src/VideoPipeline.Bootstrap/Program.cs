// What Lambda's .NET runtime starts a sandbox with: its package is a library here, and a program there alone.
//
//   dotnet exec --depsfile X.deps.json --runtimeconfig X.runtimeconfig.json VideoPipeline.Bootstrap.dll HANDLER
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Amazon.Lambda.RuntimeSupport;

if (args is not [var handler]) throw new ArgumentException("Give the handler, as Assembly::Namespace.Class::Method.");

// The dependencies are the function's; what only this program needs lies beside it.
var folder = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
await RunAsync(handler);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task RunAsync(string handler) => new RuntimeSupportInitializer(handler).RunLambdaBootstrap();
