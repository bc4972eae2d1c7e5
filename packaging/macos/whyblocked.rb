# For Homebrew; packaging/release-papers fills in version, hash and place.
cask "whyblocked" do
  version "@version@"
  sha256 "@sha256@"

  url "https://github.com/@repository@/releases/download/v#{version}/WhyBlocked-#{version}-universal.dmg"
  name "WhyBlocked"
  desc "Says in plain words why a Microsoft sign-in was refused"
  homepage "https://github.com/@repository@"

  depends_on macos: ">= :big_sur"

  app "WhyBlocked.app"
  binary "#{appdir}/WhyBlocked.app/Contents/MacOS/whyblocked-cli"

  zap trash: "~/Library/Application Support/WhyBlocked"
end
