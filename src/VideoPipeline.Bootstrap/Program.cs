// Runs a function like Lambda's managed .NET runtime, whose package Amazon.Lambda.RuntimeSupport is only a library.
//
//   dotnet exec --depsfile X.deps.json --runtimeconfig X.runtimeconfig.json VideoPipeline.Bootstrap.dll HANDLER
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Amazon.Lambda.RuntimeSupport;

if (args is not [var handler]) throw new ArgumentException("The handler is missing. Pass Assembly::Namespace.Class::Method.");

// --depsfile lists only the dependencies of the function. Those of this program are in its own folder.
var folder = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
await RunAsync(handler);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task RunAsync(string handler) => new RuntimeSupportInitializer(handler).RunLambdaBootstrap();
