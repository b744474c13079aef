# The API as an image. docker-compose.yml says how it is run.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Restored apart from the sources, so that a change of code does not download packages again.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Attribution.Api/Attribution.Api.csproj src/Attribution.Api/packages.lock.json src/Attribution.Api/
COPY src/Attribution.App/Attribution.App.csproj src/Attribution.App/packages.lock.json src/Attribution.App/
COPY src/Attribution.Domain/Attribution.Domain.csproj src/Attribution.Domain/packages.lock.json src/Attribution.Domain/
COPY src/Attribution.EmbeddedPostgres/Attribution.EmbeddedPostgres.csproj src/Attribution.EmbeddedPostgres/packages.lock.json src/Attribution.EmbeddedPostgres/
COPY src/Attribution.EventStore/Attribution.EventStore.csproj src/Attribution.EventStore/packages.lock.json src/Attribution.EventStore/
COPY src/Attribution.GraphQL/Attribution.GraphQL.csproj src/Attribution.GraphQL/packages.lock.json src/Attribution.GraphQL/
COPY src/Attribution.Messaging/Attribution.Messaging.csproj src/Attribution.Messaging/packages.lock.json src/Attribution.Messaging/
COPY src/Attribution.Stix/Attribution.Stix.csproj src/Attribution.Stix/packages.lock.json src/Attribution.Stix/
RUN dotnet restore src/Attribution.Api --locked-mode

COPY src/ src/
# Compiled ahead of time for the machine of the image: every command starts in about half the time. The compiler for
# that is restored here, beside what the lock files name.
RUN dotnet publish src/Attribution.Api --configuration Release --use-current-runtime --no-self-contained \
    -p:PublishReadyToRun=true -p:RestoreLockedMode=false --output /program

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /program
COPY --from=build /program .
# The data folder holds the development issuer's key; the user of the image owns it.
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
VOLUME /data
EXPOSE 5080
ENTRYPOINT ["dotnet", "attribution.dll"]
CMD ["serve", "--data", "/data", "--urls", "http://0.0.0.0:5080"]
